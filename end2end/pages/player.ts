import { expect, type Frame, type FrameLocator, type Locator, type Page, type Response } from "@playwright/test";

/** The video of a lesson: what stands in for Vimeo's player in its frame, and what our page shows around it. */
export class Player {
  readonly play: Locator;
  readonly pause: Locator;
  readonly time: Locator;
  readonly ended: Locator;
  readonly silence: Locator;
  readonly goOn: Locator;
  private readonly inside: FrameLocator;

  constructor(private readonly page: Page) {
    this.inside = page.frameLocator('iframe[title^="Video: "]');
    this.play = this.inside.getByRole("button", { name: "Play" });
    this.pause = this.inside.getByRole("button", { name: "Pause" });
    this.time = this.inside.locator("#time");
    this.ended = page.getByRole("region", { name: "The video has ended" });
    this.silence = page.getByText("The video has not loaded");
    this.goOn = page.getByRole("switch", { name: "Play the next lesson by itself" });
  }

  /** Waits until our page and the player have found each other. */
  async awaitReady(): Promise<void> {
    await expect(this.page.locator('.player[aria-busy="false"]')).toBeVisible();
    await expect(this.time).toBeVisible();
  }

  /** Moves to a second of the video, as a student does with its bar. */
  async seek(second: number): Promise<void> {
    await this.inside.getByRole("slider", { name: "Position" }).fill(String((second / 120) * 100));
  }

  /** Waits until the server has kept the place that an action leads to. */
  async saved(action: () => Promise<void>): Promise<Response> {
    const answer = this.page.waitForResponse((response) => response.url().endsWith("/learning/position"));
    await action();
    return answer;
  }

  /** Lets the player tell of an event that nobody caused. */
  async tell(event: string, seconds: number): Promise<void> {
    const news = { seconds, percent: seconds / 120, duration: 120 };
    await this.frame().evaluate(([name, data]) => Reflect.get(window, "standIn").tell(name, data), [event, news] as const);
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
