import type { Interface } from './scene.ts';

const labels = [
  '桌面网站',
  '微信公众号',
  'APP',
  '微博',
  '移动网站',
  '融云',
  '呼叫中心',
  '工单中心',
  '客户中心',
  '企业微信',
  '微信小程序',
  '邮件',
  '百度营销',
  '今日头条',
  '奇虎360',
];

/** Section 3.6: values are text here and numbers in the customer list. */
export const listSources: Interface = () => ({
  items: labels.map((label, value) => ({ label, value: String(value) })),
});
