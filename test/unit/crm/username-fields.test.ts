import * as v from 'valibot';
import { expect, it } from 'vitest';
import { localCapabilities } from '../../../lib/crm/local/capabilities.ts';
import { capabilitiesOf as ofSobot } from '../../../lib/crm/sobot/capabilities.ts';
import { capabilitiesOf as ofSocialEpoch } from '../../../lib/crm/socialepoch/capabilities.ts';
import { usernameFields } from '../../../lib/crm/username-fields.ts';
import { settingsSchema } from '../../../lib/settings/schema.ts';
import { settingsWith, sobot } from '../settings/samples.ts';

const [connection] = v.parse(settingsSchema, settingsWith(sobot)).connections;
if (connection?.provider !== 'sobot') throw new Error('not the sample that was meant');

it.each([
  ['local', localCapabilities([])],
  ['socialepoch', ofSocialEpoch(true)],
  ['sobot', ofSobot(connection, [])],
] as const)('every field that may take a username can be written at %s', (provider, { fields }) => {
  expect(usernameFields[provider].map((key) => fields[key])).toEqual(
    usernameFields[provider].map(() => 'write'),
  );
});
