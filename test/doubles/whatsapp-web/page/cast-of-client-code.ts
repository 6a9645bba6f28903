import { type CastMember, chatOf, person } from './cast-member.ts';
import type { ContactRow } from './records.ts';

/**
 * Chats of which the client's own code tells, in its modules of July 2026 and later. With `records=older` their rows and
 * titles are those of before: no username stands where a number could. All names and numbers are invented.
 */

/** Saved; by her present LID and by the one that her number has left. */
const moved = { name: 'Vera Moraes', shortName: 'Vera', pushname: 'vera' };

const username = (name: string, columns: Partial<ContactRow> = {}): Partial<ContactRow> => ({
  username: name,
  isUsernameContact: true,
  ...columns,
});

export const castOfClientCode: readonly CastMember[] = [
  // `WAWebFrontendContactGetters`, `WAWebName`: a saved name stands before the username, a verified one too.
  chatOf(person('41', '5511900000041', username('elisa.saved', { name: 'Elisa Ramos', pushname: 'elisa' }))),
  chatOf(
    person(
      '42',
      '551140000042',
      username('otica.norte', { verifiedName: 'Ótica Norte', verifiedLevel: 1, isBusiness: true }),
    ),
    { verified: { name: 'Ótica Norte', level: 1, isApi: false } },
  ),
  // The username stands though the number is known.
  chatOf(person('43', '5511900000043', username('livia.shop', { pushname: 'Lívia' }))),
  // A username that its owner gave up (`WAWebSetUsernameJob`), and the one who took it over.
  chatOf(
    person('44', '5511900000044', username('nova.loja', { usernameSoftDeleted: true, pushname: 'Before' })),
  ),
  chatOf(person('45', null, username('nova.loja', { displayNameLID: '+55∙∙∙∙∙∙∙∙45', pushname: 'After' }))),
  // Given up, and no number: the mask that the server sends along.
  chatOf(
    person(
      '46',
      null,
      username('gone.user', { usernameSoftDeleted: true, displayNameLID: '+55∙∙∙∙∙∙∙∙46', pushname: 'Gone' }),
    ),
  ),
  // `WAWebUsernameTypes`: came through an advertisement, under a LID that shares no number.
  chatOf(person('47', null, { displayNameLID: '+55∙∙∙∙∙∙∙∙47', pushname: 'Ad' }), {
    chat: { lidOriginType: 'ctwa' },
    fromAd: true,
  }),
  // The same, of one whose number came to be known.
  chatOf(person('48', '5511900000048', { pushname: 'Ad too' }), {
    chat: { lidOriginType: 'ctwa' },
    fromAd: true,
  }),
  // `WAWebLidPnCache`: of two LIDs of a number the one with the greater date has it; 0 is the one that lost it.
  chatOf(person('50', '5511900000050', { ...moved, phoneNumberCreatedAt: 1_780_000_000 })),
  chatOf(person('51', '5511900000050', { ...moved, phoneNumberCreatedAt: 0 })),
  // `WAWebPhoneUtils`: a number of a country that is not known stands without its plus sign.
  chatOf(person('52', '870773000052', { pushname: 'At sea' })),
  // `WAWebFrontendContactGetters`: a guest is titled so, in the page's language.
  chatOf(person('53', '5511900000053', { name: 'Rita Sales', pushname: 'rita' }), { guest: true }),
  // `WAWebVerifiedBusinessNameSchema`: where no number is known, the verified name lies under the LID.
  chatOf(person('54', null, { verifiedName: 'Studio Lume', verifiedLevel: 1, isBusiness: true }), {
    verified: { name: 'Studio Lume', level: 1, isApi: true },
  }),
  // `WAWebCellFrame`: above a subgroup's title in the list stands its community's.
  {
    chatId: '120363000000000006@g.us',
    kind: 'group',
    subject: 'Vila Nova Orders',
    size: 64,
    community: '120363000000000003@g.us',
  },
];
