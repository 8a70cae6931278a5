import { expect, type APIRequestContext } from "@playwright/test";
import { randomUUID } from "node:crypto";
import { cards } from "./card-form";
import { codeAt, demoSecret } from "./authenticator";
import { Mailbox } from "./mailbox";
import { asForm, asScript } from "./requests";

/** Who buys. */
export interface Buyer {
  email: string;
  name: string;
}

interface Money {
  minor: number;
  currency: string;
}

/** What the server says is for sale. */
export interface Offer {
  price: Money;
  seats_left: number;
  seats_total: number;
  seats_at_this_price: number | null;
  price_ends_at: string | null;
}

/** Somebody whom no other test knows. */
export function newBuyer(): Buyer {
  return { email: `ada.${randomUUID()}@example.com`, name: "Ada Palmer" };
}

/** An amount as pages show it. */
export function shown({ minor, currency }: Money): string {
  return new Intl.NumberFormat("en", { style: "currency", currency, trailingZeroDisplay: "stripIfInteger" }).format(minor / 100);
}

export async function currentOffer(request: APIRequestContext): Promise<Offer> {
  const answer = await request.get("/api/catalog/current_offer");
  return (await answer.json()) as Offer;
}

/** Buys without a browser and gives the order's id. What the request context is, browser or not, is signed in afterwards. */
export async function buyByApi(request: APIRequestContext, buyer: Buyer): Promise<string> {
  const order = await beginByApi(request, buyer);
  await tellProvider(request, order, "confirm", { card: cards.good });
  const step = async () => {
    const status = await request.get("/api/orders/status", { params: { public_id: order.public_id } });
    const { step, offer } = (await status.json()) as { step: unknown; offer: { offer: string } | null };
    // What is offered after the purchase is declined.
    if (offer !== null) {
      const form = { public_id: order.public_id, offer: offer.offer, decision: "decline" };
      await request.post("/api/funnel/decide", { form, headers: asScript });
    }
    return step;
  };
  await expect.poll(step, "the order is paid").toBe("ThankYou");
  return order.public_id;
}

/** An order whose payment is open. */
export interface OpenOrder {
  public_id: string;
  client_secret: string;
}

/** Makes something happen to an order's payment at the provider. */
export async function tellProvider(request: APIRequestContext, order: OpenOrder, what: string, data: object = {}): Promise<void> {
  const intent = order.client_secret.split("_secret_")[0];
  const answer = await request.post(`${process.env.SANDBOX_URL}/_control/payment_intents/${intent}/${what}`, { data });
  expect(answer.ok(), await answer.text()).toBe(true);
}

/** Takes a seat and opens the payment. */
export async function beginByApi(request: APIRequestContext, buyer: Buyer): Promise<OpenOrder> {
  const view = await request.post("/api/checkout/quote", { headers: asForm });
  const { quote } = (await view.json()) as { quote: { id: string } | null };
  expect(quote, "there is a seat to sell").not.toBeNull();
  const start = await request.post("/api/checkout/start", { form: { quote: quote?.id ?? "", ...buyer }, headers: asForm });
  // Somebody else took the last seat at this price meanwhile.
  if (start.status() === 409) {
    return beginByApi(request, buyer);
  }
  expect(start.ok(), await start.text()).toBe(true);
  return (await start.json()) as OpenOrder;
}

/** Signs the request context in by mail. Others may do the same for this address at this moment, so every link is tried. */
export async function signInByApi(request: APIRequestContext, email: string): Promise<void> {
  const mailbox = new Mailbox(request);
  await request.post("/api/identity/request_link", { form: { email }, headers: asForm });
  await expect(async () => {
    for (const link of await mailbox.signInLinks(email)) {
      const token = link.split("/").at(-1) ?? "";
      const answer = await request.post("/api/identity/redeem_link", { form: { token }, headers: asScript });
      if (answer.ok()) {
        return giveCodeByApi(request);
      }
    }
    throw new Error(`no live link to ${email} yet`);
  }).toPass();
}

/** Shows the demo's admin's second factor, where the request context waits for it. A code counts once, so its neighbours are tried too. */
async function giveCodeByApi(request: APIRequestContext): Promise<void> {
  const answer = await request.get("/api/identity/viewer");
  const { person } = (await answer.json()) as { person: unknown };
  if (person !== null) {
    return;
  }
  await expect(async () => {
    const given = [];
    for (const steps of [-1, 0, 1]) {
      const form = { code: codeAt(demoSecret, steps) };
      const answer = await request.post("/api/identity/give_code", { form, headers: asScript });
      if (answer.ok()) {
        return;
      }
      given.push(await answer.text());
    }
    throw new Error(given.join("\n"));
  }).toPass({ intervals: [5_000], timeout: 45_000 });
}

interface Outline {
  modules: { lessons: { id: string }[] }[];
}

/** Ticks every lesson off, for whoever the request context is signed in as. */
export async function completeCourseByApi(request: APIRequestContext): Promise<void> {
  const answer = await request.get("/api/learning/outline");
  const { modules } = (await answer.json()) as Outline;
  for (const { id } of modules.flatMap(({ lessons }) => lessons)) {
    const tick = await request.post("/api/learning/mark_complete", { form: { lesson: id }, headers: asScript });
    expect(tick.ok(), await tick.text()).toBe(true);
  }
}
