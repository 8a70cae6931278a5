import { expect, type APIRequestContext, type Page } from "@playwright/test";

interface Payment {
  customer: string;
  status: string;
  amount_received: number;
}

/** The address of a call that a browser makes of the provider, about a payment. */
function browserCall(call: string): RegExp {
  return new RegExp(`/v1/payment_intents/[^/]+/${call}$`);
}

/** The provider's stand-in: its dashboard and its levers. */
export class Sandbox {
  constructor(
    private readonly request: APIRequestContext,
    private readonly page: Page,
  ) {}

  /** The next call of the buyer's browser arrives and is done, and the line breaks before its answer. */
  async loseAnswer(call: "confirm" | "authenticate"): Promise<void> {
    await this.page.route(
      browserCall(call),
      async (route) => {
        const { pathname } = new URL(route.request().url());
        const answer = await route.fetch({ url: `${process.env.SANDBOX_URL}${pathname}` });
        expect(answer.ok(), await answer.text()).toBe(true);
        await route.abort("connectionreset");
      },
      { times: 1 },
    );
  }

  /** The next call of the buyer's browser does not arrive. */
  async loseRequest(call: "confirm"): Promise<void> {
    await this.page.route(browserCall(call), (route) => route.abort("connectionreset"), { times: 1 });
  }

  /** What the provider took from somebody. */
  async paymentsOf(email: string): Promise<Payment[]> {
    const customer = await this.customer(email);
    const { payments } = (await (await this.request.get(`${process.env.SANDBOX_URL}/_truth`)).json()) as { payments: Payment[] };
    return payments.filter((payment) => payment.customer === customer && payment.status === "succeeded");
  }

  /** From now on the bank answers for somebody's saved card as it does for that test card. */
  async turnCardInto(email: string, card: string): Promise<void> {
    const methods = await this.list(`payment_methods?type=card&customer=${await this.customer(email)}`);
    expect(methods, "a saved card").toHaveLength(1);
    const answer = await this.request.post(`${process.env.SANDBOX_URL}/_control/payment_methods/${methods[0]?.id}/become`, { data: { card } });
    expect(answer.ok(), await answer.text()).toBe(true);
  }

  private async customer(email: string): Promise<string> {
    const customers = await this.list(`customers?email=${encodeURIComponent(email)}`);
    expect(customers, "a customer").toHaveLength(1);
    return customers[0]?.id ?? "";
  }

  private async list(path: string): Promise<{ id: string }[]> {
    const answer = await this.request.get(`${process.env.SANDBOX_URL}/v1/${path}`, { headers: { authorization: "Bearer sk_test_sandbox" } });
    expect(answer.ok(), await answer.text()).toBe(true);
    return ((await answer.json()) as { data: { id: string }[] }).data;
  }
}
