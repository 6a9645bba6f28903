import { type CastMember, chatOf, person } from './cast-member.ts';
import { castOfClientCode } from './cast-of-client-code.ts';

/**
 * The chats beyond the people whom the CRM double knows: each is here for one peculiarity of the page or of its
 * records. All names and numbers are invented.
 */
const joana = person('17', '5511900000017', { name: 'Joana Prado', shortName: 'Joana', pushname: 'jo' });

export const cast: readonly CastMember[] = [
  {
    chatId: '120363000000000002@newsletter',
    kind: 'channel',
    subject: 'City Market News',
    size: 2140,
    readOnly: true,
  },
  // A @username and no number.
  chatOf(person('04', null, { username: 'some.user', pushname: 'U', isUsernameContact: true })),
  // Saved under another name than the verified one; writes through the business interface; has a long history.
  chatOf(
    person('06', '551140000006', {
      name: 'Fornecedor X',
      verifiedName: 'Fornecedor X LTDA',
      verifiedLevel: 2,
      isBusiness: true,
      isEnterprise: true,
    }),
    { verified: { name: 'Fornecedor X LTDA', level: 2, isApi: true }, talk: 300 },
  ),
  // A business that is known by its verified name only.
  chatOf(person('21', '551140000021', { verifiedName: 'Café Aurora', verifiedLevel: 1, isBusiness: true }), {
    verified: { name: 'Café Aurora', level: 1, isApi: false },
  }),
  // Two LIDs of one number: the newer phoneNumberCreatedAt is the current one.
  chatOf(person('07', '5511900000007', { name: 'Rafael Souza', phoneNumberCreatedAt: 1_700_000_000 })),
  chatOf(person('08', '5511900000007', { name: 'Rafael Souza Novo', phoneNumberCreatedAt: 1_780_000_000 })),
  // A saved name that holds digits, and two that are numbers: somebody else's, and of one whose own is hidden.
  chatOf(person('13', '551155550013', { name: '24h Pizza 11 5555', pushname: 'Pizza' })),
  chatOf(person('14', '5511955550014', { name: '+44 7700 900002', pushname: 'Not Bob' })),
  chatOf(person('28', null, { name: '+1 (555) 010-0077', pushname: 'Hidden too' })),
  // Two contacts of one name, and a group of that name.
  chatOf(person('15', '5511900000015', { name: 'Marcos Lima', pushname: 'marcos' })),
  chatOf(person('16', '5511900000016', { name: 'Marcos Lima', pushname: 'ml' })),
  { chatId: '120363000000000004@g.us', kind: 'group', subject: 'Marcos Lima', size: 5 },
  // Two chats of one person: the old one by number was never migrated.
  chatOf(joana),
  { chatId: '5511900000017@c.us', kind: 'person', contact: joana },
  chatOf(person('18', '5511900000018', { name: '🌸🐝✨', pushname: 'flor' })),
  // A LID of 14 digits.
  chatOf({
    ...person('19', '12025550119', { name: 'Nina Torres', pushname: 'nina' }),
    id: '10000000000019@lid',
  }),
  chatOf(person('20', null, { name: 'Sergio Wanet', phoneNumber: '5511900000020@s.whatsapp.net' })),
  // Took a new number; the old chat is named in the new one's row.
  chatOf(person('22', '5511900000022', { name: 'Tomás Vidal', pushname: 'tomas' }), {
    chat: { changeNumberOldJid: '5511900000122@c.us', changeNumberNewJid: '5511900000022@c.us' },
  }),
  // Nothing is known of this one.
  chatOf(person('23', null, {})),
  chatOf(person('24', '5511900000024', { name: 'João\u00A0\u00A0da  Silva', pushname: 'joao' })),
  chatOf({
    ...person('25', '551140000025', { name: 'Loja Cloud', isBusiness: true }),
    id: '100000000000025@hosted.lid',
  }),
  // Stored numbers that are none: the LID's own digits, and a malformed one.
  chatOf(person('26', null, { name: 'Eco Digits', phoneNumber: '100000000000026@c.us' })),
  chatOf(person('27', null, { name: 'Mal Formado', phoneNumber: '+55 (11) x@c.us' })),
  chatOf(person('32', '972500000032', { name: 'דנה לוי', pushname: 'Dana' })),
  chatOf(person('33', '971500000033', { pushname: 'Unsaved RTL' })),
  {
    chatId: '120363000000000003@g.us',
    kind: 'community',
    subject: 'Vila Nova Community',
    size: 214,
    readOnly: true,
  },
  { chatId: '1794000000@broadcast', kind: 'broadcast', subject: 'VIP customers', size: 8 },
  {
    chatId: '100000000000040@bot',
    kind: 'bot',
    contact: { id: '100000000000040@bot', name: 'Assistant', verifiedName: 'Assistant', isBusiness: true },
  },
  {
    chatId: '0@c.us',
    kind: 'system',
    contact: { id: '0@c.us', name: 'WhatsApp', verifiedName: 'WhatsApp', verifiedLevel: 2, isBusiness: true },
    readOnly: true,
  },
  chatOf(person('31', '5511900000031', { name: 'Old Supplier', pushname: 'os' }), { shelf: 'archived' }),
  chatOf(person('30', '5511900000030', { name: 'Private Friend', pushname: 'pf' }), { shelf: 'locked' }),
  // New chats: nothing written yet.
  chatOf(person('29', '15550100029', { pushname: 'New' }), { shelf: 'never' }),
  chatOf(person('34', '15550100034', { name: 'Olga Fresh', pushname: 'olga' }), { shelf: 'never' }),
  ...castOfClientCode,
];
