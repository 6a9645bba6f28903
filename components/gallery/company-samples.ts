/** A company's catalogue as a back end tells it. */
import type { Company, CompanyAccount } from '../../lib/crm/company.ts';

const account: CompanyAccount = {
  id: '3547',
  name: '秀逗吖Q.',
  number: 'zznn72537',
  originalNumber: 'wxid_2yfwlz5fu21922',
  device: 'P03',
  qrCode: 'http://img.example.com/p03.png',
  addedAt: '2018-05-11 15:40:14',
  friends: 1709,
  groups: 23,
  kind: 'wechat',
  flags: { watched: true, pushed: true, calls: false, adding: true },
  tells: { faults: 'b01', keywords: null, requests: 'b01,b03' },
};

export const company: Company = {
  accounts: {
    items: [
      account,
      {
        ...account,
        id: '3548',
        name: 'P07',
        number: null,
        originalNumber: null,
        device: null,
        qrCode: null,
        addedAt: null,
        friends: null,
        groups: null,
        kind: { code: '7' },
        flags: { watched: null, pushed: false, calls: null, adding: null },
        tells: { faults: null, keywords: null, requests: null },
      },
    ],
  },
  staff: {
    items: [
      { id: 'b03', name: '刘芳', active: true, orderUser: 'b08' },
      { id: 'b01', name: 'b01', active: false, orderUser: null },
    ],
  },
  serving: {
    items: [
      { staffId: 'b03', account },
      { staffId: 'b99', account: { ...account, id: '3548', name: 'P07' } },
    ],
  },
  tags: {
    items: [
      {
        id: '189',
        name: '客户意向',
        multiple: false,
        tags: [
          { id: '1072', name: '潜在' },
          { id: '1071', name: '成交' },
          { id: '1158', name: '测试超长标签添加测试超长标签添加测试超长标签添加' },
        ],
      },
      { id: '263', name: 'A.客户级别', multiple: true, tags: [] },
      { id: '7', name: 'Odd', multiple: { code: '2' }, tags: [{ id: '1', name: 'VIP' }] },
    ],
  },
  placements: {
    items: [
      { id: '151', name: '景田百岁山广告', code: '001', regionCode: '440100', accounts: [] },
      {
        id: '155',
        name: 'Spring',
        code: '21',
        regionCode: '360800',
        accounts: [
          { name: 'dong23287', qrCode: 'http://img.example.com/dong.png' },
          { name: 'mioz888', qrCode: null },
        ],
      },
      { id: '156', name: 'Everywhere', code: null, regionCode: null, accounts: [] },
      { id: '157', name: 'Abroad', code: null, regionCode: 'XX', accounts: [] },
    ],
  },
  attributes: {
    items: [
      {
        id: '15',
        name: '住址',
        type: 'text',
        longest: 20,
        required: false,
        dateFormat: null,
        options: [],
      },
      {
        id: '14',
        name: '爱好',
        type: 'multi',
        longest: null,
        required: true,
        dateFormat: null,
        options: ['足球', '篮球', '游泳'],
      },
      {
        id: '13',
        name: '结婚纪念日',
        type: 'date',
        longest: null,
        required: false,
        dateFormat: 'YYYY-MM-DD',
        options: [],
      },
    ],
  },
};
