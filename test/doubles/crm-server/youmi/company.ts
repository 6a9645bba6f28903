/** One merchant: its operating accounts, staff, tags, placement groups, attributes, friends and to-dos. */

interface Account {
  id: number;
  number: string;
  /** The device. */
  device: string;
  nickname: string;
  original: string;
  /** 0 WeChat, 3 WeCom. */
  kind: number;
  groups: number;
}

interface Staff {
  code: string;
  name: string;
  /** 0 in use, 1 out of use. */
  state: number;
  /** In the company's own order system. */
  orderUser: string | null;
  accountIds: number[];
}

export interface Friend {
  id: number;
  number: string | null;
  original: string;
  name: string;
  avatar: string;
  accountId: number;
  /** A code of the staff; null: nobody's. */
  owner: string | null;
}

export interface Todo {
  id: number;
  friend: string;
  accountId: number;
  createdBy: string | null;
  title: string;
  text: string;
  /** As it was sent. */
  remindAt: string;
  done: boolean;
  recipients: string[];
}

export interface Company {
  accounts: Account[];
  staff: Staff[];
  friends: Friend[];
  todos: Todo[];
  /** Puts `count` more friends on the first account. */
  crowd(count: number): void;
  /** Puts accounts into the hands of the first of the staff, until there are `count`; gives the id of the last. */
  expandTo(count: number): number;
  addFriend(name: string, more?: Partial<Friend>): Friend;
  addTodo(todo: Omit<Todo, 'id'>): Todo;
  reset(): void;
}

export const categories = [
  { id: 263, name: 'A.客户级别', choose: 0 },
  { id: 189, name: '客户意向', choose: 1 },
];

export const labels = [
  { id: 1158, name: '测试超长标签添加测试超长标签添加', categoryId: 263 },
  { id: 1072, name: '潜在', categoryId: 189 },
  { id: 1071, name: '成交', categoryId: 189 },
];

export const placements = [
  { id: 155, name: '江西广告', code: '21', accountIds: [3516, 3547], region: '360800' },
  { id: 151, name: '景田百岁山广告', code: '001', accountIds: [], region: '440100' },
];

export const attributes = [
  { id: '15', name: '住址', type: 1, length: 20, choices: [] },
  { id: '14', name: '爱好', type: 4, length: 0, choices: ['足球', '篮球', '游泳'] },
  { id: '13', name: '结婚纪念日', type: 2, length: 0, choices: [] },
];

const seedAccounts = (): Account[] => [
  {
    id: 3547,
    number: 'zznn72537',
    device: 'P03',
    nickname: '秀逗吖Q.',
    original: 'wxid_2yfwlz5fu21922',
    kind: 0,
    groups: 23,
  },
  {
    id: 3516,
    number: 'dong23287',
    device: 'P05',
    nickname: '刘潇',
    original: 'wxid_w4ebc6txje6622',
    kind: 0,
    groups: 0,
  },
  {
    id: 3601,
    number: 'acme-service',
    device: 'Q01',
    nickname: 'Acme Service',
    original: '1688850123456789',
    kind: 3,
    groups: 2,
  },
];

const seedStaff = (): Staff[] => [
  { code: 'b01', name: 'Bo', state: 0, orderUser: 'b08', accountIds: [3547, 3516] },
  { code: 'b03', name: '林梅', state: 0, orderUser: null, accountIds: [3547] },
  { code: 'b09', name: 'Gone', state: 1, orderUser: null, accountIds: [] },
];

export function createCompany(): Company {
  let lastId = 1_153_548;
  const company: Company = {
    accounts: [],
    staff: [],
    friends: [],
    todos: [],
    addFriend(name, more = {}) {
      lastId += 1;
      const made: Friend = {
        id: lastId,
        number: `www_${lastId}`,
        original: `wxid_${lastId}des5ie22`,
        name,
        avatar: `http://wx.qlogo.cn/mmhead/${lastId}/132`,
        accountId: 3547,
        owner: 'b01',
        ...more,
      };
      company.friends.push(made);
      return made;
    },
    addTodo(todo) {
      lastId += 1;
      const made = { ...todo, id: lastId };
      company.todos.push(made);
      return made;
    },
    expandTo(count) {
      for (let n = company.accounts.length + 1; n <= count; n += 1) {
        company.accounts.push({
          id: 4000 + n,
          number: `acme-${n}`,
          device: `D${n}`,
          nickname: `Acme ${n}`,
          original: `wxid_acme_${n}`,
          kind: 0,
          groups: 0,
        });
        company.staff[0]?.accountIds.push(4000 + n);
      }
      return 4000 + company.accounts.length;
    },
    crowd(count) {
      for (let n = 1; n <= count; n += 1) company.addFriend(`Friend ${n}`);
    },
    reset() {
      lastId = 1_153_548;
      company.accounts = seedAccounts();
      company.staff = seedStaff();
      company.friends = [];
      company.todos = [];
      company.addFriend('A宝儿', { number: 'www_7182453', original: 'wxid_167px6des5ie22' });
      company.addFriend('Ana Cliente', { accountId: 3516 });
      company.addFriend('Ana Cliente', { owner: 'b03' });
      company.addFriend('<b>Zé</b> 🐸 "Sapo"', { number: null, owner: null });
    },
  };
  company.reset();
  return company;
}
