import { createServer, request, type IncomingMessage, type Server, type ServerResponse } from "node:http";

/** The builds that serve beside each other. */
export type Build = "last" | "next";

const { BASE_URL = "", NEXT_URL = "", PUBLIC_URL = "" } = process.env;

/** What stands before the replicas, as a plain proxy does, at the address that people know. */
export class Replicas {
  readonly url = PUBLIC_URL;
  /** To which build a request goes. */
  choose: (opensPage: boolean) => Build = () => "last";

  private readonly server: Server = createServer((asked, answer) => this.pass(asked, answer));

  /** Begins to listen. */
  static async begin(): Promise<Replicas> {
    const replicas = new Replicas();
    const { port } = new URL(PUBLIC_URL);
    await new Promise<void>((resolve, reject) => replicas.server.on("error", reject).listen(Number(port), "127.0.0.1", resolve));
    return replicas;
  }

  /** Listens no more. */
  async end(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private pass(asked: IncomingMessage, answer: ServerResponse): void {
    const goal = new URL(asked.url ?? "/", this.choose(asked.headers["sec-fetch-mode"] === "navigate") === "next" ? NEXT_URL : BASE_URL);
    const passed = request(goal, { method: asked.method, headers: asked.headers }, (found) => {
      answer.writeHead(found.statusCode ?? 502, found.rawHeaders);
      found.pipe(answer);
    });
    passed.on("error", () => answer.destroy());
    answer.on("close", () => passed.destroy());
    asked.pipe(passed);
  }
}
