/** The invented people whom the WhatsApp stand-in and the CRM double both know. Numbers are from ranges kept for fiction. */

export interface Person {
  /** Chat id in WhatsApp. */
  lid: string;
  /** Digits with country code; null: hidden. */
  phone: string | null;
  /** As saved in the agent's address book; null: not saved. */
  savedName: string | null;
  pushName: string;
  /** As the CRM has this customer; null: the CRM does not know this number. */
  customer: null | {
    friendName: string;
    sex?: string;
    birthday?: string;
    address?: string;
    email?: string;
    profession?: string;
    income?: string;
    desc?: string;
    tags: string[];
    stage?: string;
    source?: string;
  };
}

export const people: Person[] = [
  {
    lid: '100000000000001@lid',
    phone: '5511900000001',
    savedName: 'Ana Cliente',
    pushName: 'aninha',
    customer: {
      friendName: 'Ana Cliente',
      sex: 'female',
      birthday: '1991/03/08',
      address: 'Rua das Flores 12, São Paulo',
      email: 'ana@example.com',
      profession: 'Florist',
      income: '4.000 R$',
      desc: 'Prefers to be called in the morning.',
      tags: ['Hot', 'Shoes'],
      stage: 'Intent',
      source: 'Instagram',
    },
  },
  {
    lid: '100000000000002@lid',
    phone: '447700900002',
    savedName: null,
    pushName: 'Bob',
    customer: { friendName: 'Bob Turner', email: 'bob@example.com', tags: ['Cold'], stage: 'New' },
  },
  { lid: '100000000000003@lid', phone: null, savedName: null, pushName: 'Hidden', customer: null },
  {
    lid: '100000000000005@lid',
    phone: '551140000005',
    savedName: 'Padaria Sol',
    pushName: 'Padaria Sol',
    customer: { friendName: 'Padaria Sol', tags: ['Wholesale'], stage: 'Paid', source: 'Fair' },
  },
  {
    lid: '100000000000009@lid',
    phone: '15550100009',
    savedName: 'Carla Nova',
    pushName: 'Carla',
    customer: null,
  },
  {
    lid: '100000000000010@lid',
    phone: '971500000010',
    savedName: 'ليلى حداد',
    pushName: 'Layla',
    customer: { friendName: 'ليلى حداد', tags: ['VIP', 'Shoes'], stage: 'Talking', address: 'دبي' },
  },
  {
    lid: '100000000000011@lid',
    phone: '8613800000011',
    savedName: '王小明 🐼',
    pushName: '小明',
    customer: { friendName: '王小明', tags: ['VIP'], stage: 'Intent', source: 'WeChat' },
  },
  {
    lid: '100000000000012@lid',
    phone: '491510000012',
    savedName: 'Maximiliane von Hohenstein-Donaueschingen geb. Schwarzenberger',
    pushName: 'Maxi',
    customer: {
      friendName: 'Maximiliane von Hohenstein-Donaueschingen geb. Schwarzenberger',
      tags: ['Hot', 'Wholesale', 'Newsletter', 'Shoes'],
      stage: 'Talking',
    },
  },
];

/** The agent's own number (digits). */
export const ownNumber = '5511999999999';

export const group = { id: '120363000000000001@g.us', subject: 'Grupo Clientes', size: 12 };

export const stages = ['New', 'Talking', 'Intent', 'Paid', 'Done'];

export const tags = [
  { name: 'Hot', group: 'Interest', colour: '#e11d48' },
  { name: 'Cold', group: 'Interest', colour: '#2563eb' },
  { name: 'VIP', group: 'Level', colour: '#b45309' },
  { name: 'Wholesale', group: 'Level', colour: '#047857' },
  { name: 'Shoes', group: 'Products', colour: '#7c3aed' },
  { name: 'Bags', group: 'Products', colour: '#7c3aed' },
  { name: 'Newsletter', group: 'Products', colour: '#7c3aed' },
];
