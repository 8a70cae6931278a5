import { expect, test as base, type Cookie, type ConsoleMessage } from "@playwright/test";
import { Account } from "./account";
import { Address } from "./address";
import { Admin } from "./admin";
import { Certificate } from "./certificate";
import { Checkout } from "./checkout";
import { Landing } from "./landing";
import { LandingDesk } from "./landing-desk";
import { Learn } from "./learn";
import { Lesson } from "./lesson";
import { LessonDesk } from "./lesson-desk";
import { Mailbox } from "./mailbox";
import { Notes } from "./notes";
import { Numbers } from "./numbers";
import { Offer } from "./offer";
import { Order } from "./order";
import { Password } from "./password";
import { People } from "./people";
import { Player } from "./player";
import { Preview } from "./preview";
import { PrivacyChoices } from "./privacy-choices";
import { PayPalPage, StripePage } from "./provider-pages";
import { Questions } from "./questions";
import { Sandbox } from "./sandbox";
import { ShopDesk } from "./shop-desk";
import { buyByApi, currentOffer, newBuyer, type Buyer } from "./shop";
import { Search } from "./search";
import { SecondFactor } from "./second-factor";
import { SignIn } from "./sign-in";

export { expect };

interface Pages {
  account: Account;
  address: Address;
  admin: Admin;
  certificate: Certificate;
  checkout: Checkout;
  landing: Landing;
  landingDesk: LandingDesk;
  learn: Learn;
  lesson: Lesson;
  lessonDesk: LessonDesk;
  mailbox: Mailbox;
  notes: Notes;
  numbers: Numbers;
  offer: Offer;
  order: Order;
  password: Password;
  people: People;
  player: Player;
  paypalPage: PayPalPage;
  preview: Preview;
  privacyChoices: PrivacyChoices;
  questions: Questions;
  sandbox: Sandbox;
  search: Search;
  secondFactor: SecondFactor;
  shopDesk: ShopDesk;
  signIn: SignIn;
  stripePage: StripePage;
}

type Student = Buyer & { order: string };

interface Visitors {
  /** Somebody who has bought nothing yet. */
  buyer: Buyer;
  /** Somebody who owns the course and is signed in on this browser. */
  student: Student;
  /** The same for tests that only look around: one for many tests, because seats are few. */
  reader: Student;
}

interface Shared {
  steadyPrice: void;
  owner: Student & { cookies: Cookie[] };
}

/** Browsers log every refusal, and refusals are what some tests are about. A file that is missing is not one. */
function isRefusal(message: ConsoleMessage): boolean {
  const address = message.location().url;
  return /the server responded with a status of 4\d\d/.test(message.text()) && !/\/pkg\/|\.\w+$/.test(address);
}

/** Browsers also log what they could not ask while a test has them offline, or breaks their line to the provider. */
function isOffline(message: ConsoleMessage): boolean {
  const broken = message.text().includes("net::ERR_CONNECTION_RESET") && message.location().url.includes("/v1/payment_intents/");
  return broken || message.text().includes("net::ERR_INTERNET_DISCONNECTED");
}

export const test = base.extend<Pages & Visitors & { quietConsole: void }, Shared>({
  account: async ({ page }, use) => use(new Account(page)),
  address: async ({ page }, use) => use(new Address(page)),
  admin: async ({ page }, use) => use(new Admin(page)),
  certificate: async ({ page }, use) => use(new Certificate(page)),
  checkout: async ({ page }, use) => use(new Checkout(page)),
  landing: async ({ page }, use) => use(new Landing(page)),
  landingDesk: async ({ page }, use) => use(new LandingDesk(page)),
  learn: async ({ page }, use) => use(new Learn(page)),
  lesson: async ({ page }, use) => use(new Lesson(page)),
  lessonDesk: async ({ page }, use) => use(new LessonDesk(page)),
  mailbox: async ({ request }, use) => use(new Mailbox(request)),
  notes: async ({ page }, use) => use(new Notes(page)),
  numbers: async ({ page }, use) => use(new Numbers(page)),
  offer: async ({ page }, use) => use(new Offer(page)),
  order: async ({ page }, use) => use(new Order(page)),
  password: async ({ page }, use) => use(new Password(page)),
  people: async ({ page }, use) => use(new People(page)),
  player: async ({ page }, use) => use(new Player(page)),
  paypalPage: async ({ page }, use) => use(new PayPalPage(page)),
  preview: async ({ page }, use) => use(new Preview(page)),
  privacyChoices: async ({ page }, use) => use(new PrivacyChoices(page)),
  questions: async ({ page }, use) => use(new Questions(page)),
  sandbox: async ({ page, request }, use) => use(new Sandbox(request, page)),
  search: async ({ page }, use) => use(new Search(page)),
  secondFactor: async ({ page }, use) => use(new SecondFactor(page)),
  shopDesk: async ({ page }, use) => use(new ShopDesk(page)),
  signIn: async ({ page }, use) => use(new SignIn(page)),
  stripePage: async ({ page }, use) => use(new StripePage(page)),

  buyer: async ({}, use) => use(newBuyer()),
  student: async ({ context }, use) => {
    const buyer = newBuyer();
    const order = await buyByApi(context.request, buyer);
    await use({ ...buyer, order });
  },

  reader: async ({ context, owner }, use) => {
    await context.addCookies(owner.cookies);
    await use(owner);
  },
  owner: [
    async ({ playwright, steadyPrice: _ }, use, worker) => {
      const buyer = newBuyer();
      const request = await playwright.request.newContext({ baseURL: worker.project.use.baseURL });
      const order = await buyByApi(request, buyer);
      const { cookies } = await request.storageState();
      await request.dispose();
      await use({ ...buyer, order, cookies });
    },
    { scope: "worker" },
  ],

  // Nothing may fail, or break the page's policy, without somebody noticing.
  quietConsole: [
    async ({ context }, use) => {
      const complaints: string[] = [];
      context.on("console", (message) => {
        if (message.type() === "error" && !isRefusal(message) && !isOffline(message)) {
          complaints.push(`${message.text()} (${message.location().url})`);
        }
      });
      context.on("weberror", (error) => complaints.push(String(error.error())));
      await context.addInitScript(() => {
        addEventListener("securitypolicyviolation", (event) => {
          console.error(`forbidden by the policy: ${event.effectiveDirective} ${event.blockedURI}`);
        });
      });
      await use();
      expect(complaints).toEqual([]);
    },
    { auto: true },
  ],

  // The price rises when the first seats are gone. That must not happen in the middle of a test.
  steadyPrice: [
    async ({ playwright }, use, worker) => {
      const newContext = () => playwright.request.newContext({ baseURL: worker.project.use.baseURL });
      const shop = await newContext();
      while ((await currentOffer(shop)).seats_at_this_price !== null) {
        const request = await newContext();
        await buyByApi(request, newBuyer());
        await request.dispose();
      }
      await shop.dispose();
      await use();
    },
    { scope: "worker", auto: true },
  ],
});
