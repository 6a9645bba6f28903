/**
 * What administrators read about the settings, by where they stand: `credentials.apiKey` of any connection is
 * `connections.credentials.apiKey`. Beside the schema, not in it, since the worker carries the schema with it.
 */
export const descriptions: Readonly<Record<string, string>> = {
  enabled: 'False: Chatside does nothing',
  activeConnection: 'Id of the connection in use',
  'connections.baseUrl': 'An http or https address, without user name, query or fragment',
  'connections.numbers':
    'How a stored number without + or 00 is read: international, or national:CC with an ISO 3166 country',
  'connections.usernameField':
    'Key of the field that takes the WhatsApp username of a chat, such as remark or custom:ID; absent: none does',
  'connections.allowPlainHttp': 'Consent to an address that is not encrypted. A policy address is consent',
  'connections.account':
    "Sobot, with a token service: the company's name for its account, to know it again by. Youmi: the WeChat number of the operating account that the agent works with (ad_wechat_nober)",
  'connections.authUrl':
    'Youmi: where the appid and appkey are exchanged for a token. Absent: port 5001 of the same server',
  'connections.options.timeZone': 'IANA name',
  'connections.options.tagSeparator': 'Stands between several tags of one customer; empty: one tag only',
  'connections.options.newCustomerStatus': '1 first contact, 2 to be assigned, 3 followed up, 4 public pool',
  'connections.options.signNotes': "Whether notes end with the agent's name and the time",
  'connections.catalogue.tags.colour': '#rrggbb',
  'connections.credentials.tenantId': 'Company id',
  'connections.credentials.apiKey':
    'API key. It is company-wide, and whoever can open the policy page can read it',
  'connections.credentials.userName': "The administrator account's user name",
  'connections.credentials.appId': 'appid',
  'connections.credentials.appKey':
    'appkey. It is company-wide, and whoever can open the policy page can read it',
  'connections.credentials.accessToken':
    'Youmi: a token in place of the appid and appkey. It is company-wide, and whoever can open the policy page can read it',
  'connections.me.agentId': "The agent's id, for customers that are claimed; with Youmi the staff number",
  'connections.me.name': 'What notes are signed with',
  'connections.tokenService.url': "The company's own token service. It is asked with GET",
  'connections.tokenService.bearer': 'What the token service wants to be sent after "Bearer"',
  'connections.v2': 'Youmi: access to its version 2, for to-dos; absent: none',
  'connections.v2.baseUrl': 'An http or https address. The vendor names none',
  'connections.v2.tokenUrl': 'Where the client is exchanged for a token',
  'connections.v2.clientId': 'client_id',
  'connections.v2.clientSecret': 'client_secret. Whoever can open the policy page can read it',
  orders: 'Where orders are read (json), and own pages that are shown (embed), beside any connection',
  'orders.url':
    'A whole address; {phone}, {phoneLocal}, {phoneDigits}, {phonePattern}, {email}, {name} and {customerId} are filled in; of a source {offset}, {page}, {limit} and {cursor} too, for the next page; of an own page {time}, in seconds since 1970',
  'orders.sig':
    'Of an own page: the parameter that carries the HMAC-SHA-256 of the query before it, in hexadecimal digits',
  'orders.sigKey': 'What it is signed with. Whoever can open the policy page can read it',
  'orders.orElse': 'Addresses, or bodies of a POST, that are asked where the one before finds nothing',
  'orders.body': 'With POST: JSON as text. A GraphQL query takes values through its variables only',
  'orders.headers':
    'By name. Whoever can open the policy page can read them; "(kept on this device)" leaves one to each user',
  'orders.allowPlainHttp': 'Consent to an address that is not encrypted. A policy address is consent',
  'orders.map':
    'JSON Pointers: owners, next and more from the root of the reply, orders from there or from each owner, the rest from each order',
  'orders.map.phone':
    'Whose it is: a search that may find orders of others needs it, or email, or customerId',
  'orders.pageSize': 'How many orders {limit} asks for; a shorter page is the last. 50 where none is said',
  'orders.link': "An order's own page, with {id} or {number}",
  'orders.minorUnits': 'Amounts are in cents, or what the currency has in their place',
  'orders.minorDigits': 'Amounts are whole numbers with so many decimals in them, whatever the currency has',
  replies: 'Quick replies for everybody: shown first, and locked. One for each language',
  'replies.shortcut': 'What is typed after / to find it at once',
  'replies.text':
    'With variables in braces, such as {name}, {firstName|there}, {field:Shoe size}, {order.number} and {?What size}',
  'replies.language': 'BCP 47, such as pt-BR; absent: it is for everybody',
  'replies.group': 'Under which heading it stands',
  'preferences.insertReplies':
    "Lets a quick reply be put into WhatsApp's message box at the agent's press. It is never sent by Chatside",
  'preferences.maskPhones': 'Show the last digits of phone numbers only, until pressed',
  'preferences.notifyReminders':
    'A notification when a reminder is due. The agent has to let the browser show them once, on the options page',
  'preferences.notifyNames': "The customer's name in such a notification",
  'preferences.shortcuts': 'Single keys and Ctrl/Cmd-K in the panel. False: switched off',
};
