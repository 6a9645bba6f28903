/** Youmi's codes (its 错误码返回说明), as far as its interfaces here answer with them. */
export const texts = {
  10003: '令牌失效',
  10004: '获取数据成功',
  10005: '数据完整性检查不通过',
  10006: '签名时间戳失效',
  10011: '检查用户的Token有效性时异常',
  20000: '操作完成',
  200001: '没有填写TOKEN',
  200002: '没有填写Nonce',
  200003: '没有填写Timestamp',
  200004: '没有填写Signature',
  200005: '请求已超过10分钟',
  200006: '加密密钥错误',
  200007: '没有填写APPID',
  200008: '没有传好友的原始微信号',
  200009: '没有该好友',
  200010: '员工号不存在',
  200011: '服务器错误',
  200012: '用户传参错误',
  200019: '操作失败',
} as const;

export type Code = Exclude<keyof typeof texts, 10004 | 20000>;
