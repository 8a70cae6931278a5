import { expect, type APIRequestContext } from "@playwright/test";

interface Mail {
  to: string;
  subject: string;
  text: string;
}

/** The mails that the development server wrote, newest first. */
export class Mailbox {
  constructor(private readonly request: APIRequestContext) {}

  async mailsTo(email: string): Promise<Mail[]> {
    const answer = await this.request.get(process.env.MAILBOX_URL ?? "/dev/mailbox", { headers: { accept: "application/json" } });
    const mails = (await answer.json()) as Mail[];
    return mails.filter((mail) => mail.to === email);
  }

  /** The first link with this in its address, in the mails to somebody. */
  async link(email: string, part: string): Promise<string> {
    const links = (await this.mailsTo(email)).flatMap((mail) => mail.text.match(/https?:\S+/g) ?? []);
    return links.find((link) => link.includes(part)) ?? "";
  }

  /** Every sign-in link in the mails to an address, newest first. */
  async signInLinks(email: string): Promise<string[]> {
    const mails = await this.mailsTo(email);
    return mails.flatMap((mail) => mail.text.match(/https?:\S+\/sign-in\/\S+/) ?? []);
  }

  /** Waits for the first sign-in link to an address. */
  async signInLink(email: string): Promise<string> {
    await expect.poll(() => this.signInLinks(email), `a sign-in link to ${email}`).not.toHaveLength(0);
    return (await this.signInLinks(email))[0] ?? "";
  }

  async expectMail(email: string, subject: RegExp): Promise<void> {
    const subjects = async () => (await this.mailsTo(email)).map((mail) => mail.subject);
    await expect.poll(subjects, `a mail to ${email}`).toContainEqual(expect.stringMatching(subject));
  }
}
