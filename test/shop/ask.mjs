/** GraphQL with one of the shop's two interfaces; throws what it says is wrong. */
export function createAsk(url, headers = {}) {
  /** What a bearer token was given for, once. */
  let token = null;
  return async function ask(query, variables = {}, parameters = '') {
    const response = await fetch(url + parameters, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...headers,
        ...(token !== null && { authorization: `Bearer ${token}` }),
      },
      body: JSON.stringify({ query, variables }),
    });
    token = response.headers.get('vendure-auth-token') ?? token;
    const { data, errors } = await response.json();
    if (errors) throw new Error(`${query.trim().slice(0, 60)}: ${errors[0].message}`);
    // A refusal is a kind of answer here.
    for (const [name, value] of Object.entries(data)) {
      if (value?.errorCode) throw new Error(`${name}: ${value.errorCode} ${value.message}`);
    }
    return data;
  };
}
