/** SocialEpoch's error codes (its "错误码说明") that the two customer interfaces can answer with. */
export const texts = {
  501: 'appSecret error',
  502: 'timestamp timeout',
  506: 'data is empty',
  507: 'data size big',
  518: 'timestamp is null',
  519: 'timestamp is error',
  522: 'accessToken is error',
  523: 'tenantId is null',
  524: 'userName is null',
  525: 'token is null',
  526: 'createTime is null',
  530: 'action username error',
  532: 'customer whats id is null',
  533: 'extended field format error',
} as const;

export type Code = keyof typeof texts;
