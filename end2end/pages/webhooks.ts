import { expect, type APIRequestContext } from "@playwright/test";
import { createHmac, randomUUID } from "node:crypto";

/** Sends an event that is signed and that nobody can work through: its payment has no name. Gives the event's id. */
export async function sendBrokenEvent(request: APIRequestContext): Promise<string> {
  const id = `evt_${randomUUID()}`;
  const body = JSON.stringify({ id, type: "payment_intent.succeeded", data: { object: { note: "sk_live_of_somebody" } } });
  const at = Math.floor(Date.now() / 1000);
  const signature = createHmac("sha256", "whsec_sandbox").update(`${at}.${body}`).digest("hex");
  const headers = { "content-type": "application/json", "stripe-signature": `t=${at},v1=${signature}` };
  const answer = await request.post("/webhooks/stripe", { data: body, headers });
  expect(answer.ok(), await answer.text()).toBe(true);
  return id;
}
