import { expect, type Frame, type FrameLocator, type Locator, type Page, type Response } from "@playwright/test";

/** How players behave that do not do what they are told. */
export interface Plan {
  /** Methods that they refuse. */
  refused?: string[];
  /** Methods that they never answer. */
  unanswered?: string[];
  /** They play before anybody listens. */
  plays?: boolean;
}

/** The video of a lesson: what stands in for Vimeo's player in its frame, and what our page shows around it. */
export class Player {
  readonly play: Locator;
  readonly pause: Locator;
  readonly time: Locator;
  readonly ended: Locator;
  readonly silence: Locator;
  readonly stopped: Locator;
  readonly unkept: Locator;
  readonly position: Locator;
  readonly goOn: Locator;
  private readonly inside: FrameLocator;

  constructor(private readonly page: Page) {
    this.inside = page.frameLocator('iframe[title^="Video: "]');
    this.play = this.inside.getByRole("button", { name: "Play" });
    this.pause = this.inside.getByRole("button", { name: "Pause" });
    this.time = this.inside.locator("#time");
    this.ended = page.getByRole("region", { name: "The video has ended" });
    this.silence = page.getByText("The video has not loaded");
    this.stopped = page.getByText("The video has stopped");
    this.unkept = page.getByText("Your place in this video is not being kept just now");
    this.position = this.inside.getByRole("slider", { name: "Position" });
    this.goOn = page.getByRole("switch", { name: "Play the next lesson by itself" });
  }

  /** Waits until our page and the player have found each other. */
  async awaitReady(): Promise<void> {
    await expect(this.page.locator('.player[aria-busy="false"]')).toBeVisible();
    await expect(this.time).toBeVisible();
  }

  /** Moves to a second of the video, as a student does with its bar. */
  async seek(second: number): Promise<void> {
    await this.position.fill(String((second / 120) * 100));
  }

  /** Waits until the server has kept the place that an action leads to. */
  async saved(action: () => Promise<void>): Promise<Response> {
    const answer = this.page.waitForResponse((response) => response.url().endsWith("/learning/position"));
    await action();
    return answer;
  }

  /** Presses the bar at a part of its length. */
  async press(part: number): Promise<void> {
    const box = await this.position.boundingBox();
    if (box === null) {
      throw new Error("the player has no bar");
    }
    await this.page.mouse.click(box.x + box.width * part, box.y + box.height / 2);
  }

  /** Lets the player tell of an event that nobody caused. */
  async tell(event: string, seconds: number): Promise<void> {
    const news = { seconds, percent: seconds / 120, duration: 120 };
    await this.frame().evaluate(([name, data]) => Reflect.get(window, "standIn").tell(name, data), [event, news] as const);
  }

  /** Lets the player move its video to some seconds by itself, after so many milliseconds. */
  async wander(seconds: number[], after = 0): Promise<void> {
    const go = ([all, delay]: readonly [number[], number]) => {
      setTimeout(() => all.forEach((second) => Reflect.get(window, "standIn").wander(second)), delay);
    };
    await this.frame().evaluate(go, [seconds, after] as const);
  }

  /** Lets the player begin anew by itself, as one does that loads its video a second time. */
  async losePlace(): Promise<void> {
    await this.frame().evaluate(() => Reflect.get(window, "standIn").losePlace());
  }

  /** Lets the player say that it cannot go on. */
  async fail(): Promise<void> {
    await this.frame().evaluate(() => Reflect.get(window, "standIn").fail());
  }

  /** From now on players behave like this. */
  async plan(plan: Plan): Promise<void> {
    await this.page.addInitScript((standInPlan) => Object.assign(window, { standInPlan }), plan);
  }

  /** Plays to the end from shortly before it. */
  async end(): Promise<void> {
    await this.seek(119);
    await this.play.click();
    await expect(this.ended).toBeVisible();
  }

  /** Lets the video run so many times as fast, which no control of it can. */
  async hurry(rate: number): Promise<void> {
    await this.frame().evaluate((times) => Reflect.get(window, "standIn").hurry(times), rate);
  }

  private frame(): Frame {
    const frame = this.page.frames().find((one) => one.url().startsWith("https://player.vimeo.com/"));
    if (frame === undefined) {
      throw new Error("the page has no player");
    }
    return frame;
  }
}
