import type { Code } from './codes.ts';

/** What Youmi's pages leave open, so that a client is tried against each reading. */
export interface Settings {
  /** Whether a new token voids those before it. */
  tokens: 'one' | 'many';
  tokenSeconds: number;
  /** How far `Timestamp` may be off, ms. */
  toleranceMs: number;
  /** The code for a stamp that is too old or too new. Two are listed. */
  staleCode: Extract<Code, 200005 | 10006>;
  /** The code for a token that is not, or no longer, valid. */
  lapsedCode: Extract<Code, 10003 | 10011>;
  /** The code for a signature that does not fit. */
  signatureCode: Extract<Code, 10005 | 200006>;
  /** Whether a signature has to be encoded with small hex digits, as the sample and .NET do. */
  signatureCase: 'as-sampled' | 'any';
  /** What becomes of a call with a valid token and no signature, which the page of the interfaces shows. */
  unsigned: 'accepted' | 'refused';
  /** What becomes of a nonce that was used before. It is a complaint either way. */
  reusedNonce: 'accepted' | 'refused';
  /** How an empty list, and a list of one, come. */
  none: 'list' | 'null';
  single: 'list' | 'object';
  /** `values` as such, or as JSON in a text. */
  values: 'as-sampled' | 'text';
  /** Numbers as in the samples, or as text. */
  numbers: 'as-sampled' | 'strings';
  /** `errmsg`: the code as a number, as text, or the words for it. */
  errmsg: 'number' | 'string' | 'words';
  /** `staff/GetStaffWechat` without a code: all, as its table says; or none; or refused. */
  staffWithoutCode: 'all' | 'none' | 'refused';
  /** Whether `Wechat_No` finds parts, and in which of a friend's numbers it looks. */
  wechatNo: 'exact' | 'contains';
  wechatNoIn: 'both' | 'number' | 'original';
  /** A search that finds nobody. */
  missingFriend: 'empty' | '200009';
  /** The most rows of one page, whatever was asked for; 0: as many as asked for. */
  pageCap: number;
  /** The envelope of the second version: the first's, `{count, data}`, or the bare content. */
  v2Envelope: 'v1' | 'data' | 'bare';
  /** The keys of the second version's rows: as the requests spell them, or camelCase. */
  v2Names: 'as-sent' | 'camel';
  /** From where pages of the second version are counted. */
  v2FirstPage: number;
  /** Whether a to-do in a list says whose it is. */
  todoNamesFriend: boolean;
  /** Whether it says of which account that is a friend. */
  todoNamesAccount: boolean;
  /** What `AddRecordNew` gives: the number, a row with it, or nothing. */
  newTodo: 'number' | 'row' | 'nothing';
}

export const usualSettings: Settings = {
  tokens: 'one',
  tokenSeconds: 604_800,
  toleranceMs: 10 * 60_000,
  staleCode: 200005,
  lapsedCode: 10003,
  signatureCode: 10005,
  signatureCase: 'as-sampled',
  unsigned: 'accepted',
  reusedNonce: 'refused',
  none: 'list',
  single: 'list',
  values: 'as-sampled',
  numbers: 'as-sampled',
  errmsg: 'number',
  staffWithoutCode: 'all',
  wechatNo: 'exact',
  wechatNoIn: 'both',
  missingFriend: 'empty',
  pageCap: 0,
  v2Envelope: 'v1',
  v2Names: 'as-sent',
  v2FirstPage: 1,
  todoNamesFriend: true,
  todoNamesAccount: true,
  newTodo: 'number',
};
