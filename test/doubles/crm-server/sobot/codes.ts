/** Sobot's codes (its section 5). 510004 says two things: a parameter name that exists, and a tag that is gone. */
export const texts = {
  '000000': '操作成功',
  '900001': 'token为空',
  '900002': 'token已失效,请重新获取',
  '900003': 'signature错误',
  '900004': '没有找到公司的api配置信息',
  '999999': '系统未知异常',
  '510001': '标签组不存在',
  '510002': '标签组名称已存在',
  '510003': '标签名称已存在',
  '510004': '标签参数名已存在 / 标签已不存在',
  '510005': '标签组名称不能为空',
  '510006': '标签名称不能为空',
  '510007': '名称不能超过30个字',
  '510008': '参数名称不能超过30个字',
} as const;

export type Code = Exclude<keyof typeof texts, '000000'>;
