/** What a form of the site says of where it comes from. Requests without a page do not say it by themselves. */
export const asForm = { "sec-fetch-site": "same-origin" };

/** The same from a script of the site. */
export const asScript = { ...asForm, accept: "application/json" };
