/** The first settings are often saved while the worker is still starting. */
import { afterAll, beforeAll, it } from 'vitest';
import { openPanel, openWhatsApp, openWorld, panelShows, setUp, type World } from '../harness/world.ts';

let world: World;

beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

it('settings that are saved while the worker starts are what a tab is judged by that opens later', async () => {
  await setUp(world);
  const page = await openWhatsApp(world, '?contacts=400&chats=400&messages=4000');
  await panelShows(await openPanel(world, page), 'no-chat');
});
