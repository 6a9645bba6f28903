import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { TagGroup } from '../../../lib/crm/model.ts';
import type { CrmAdapter } from '../../../lib/crm/port.ts';
import type { TagAdmin, TagChange } from '../../../lib/crm/tag-admin.ts';
import { AppError } from '../../../lib/errors/app-error.ts';
import { createTagAdministration, type TagAdministration } from '../../../lib/flow/administer-tags.ts';
import { createSessionWriter, type SessionWriter } from '../../../lib/session/writer.ts';
import { memoryArea } from '../support/memory-area.ts';
import { customerOf } from '../support/samples.ts';

const level: TagGroup = { id: 'level', name: 'Level', colour: null, multiple: false, tags: [] };
const renamed: TagGroup = { ...level, name: 'Rank' };
const values = { name: 'Rank', colour: '#112233', multiple: false };
const rename: TagChange = { kind: 'updateGroup', id: 'level', values };
const create: TagChange = { kind: 'createTag', groupId: 'level', name: 'VIP' };

let session: SessionWriter;
let admin: TagAdmin;
let tags: TagAdministration;
const readCatalogue = vi.fn(async () => {});
const startOver = vi.fn((change: () => Promise<void>) => change());

beforeEach(async () => {
  readCatalogue.mockReset();
  startOver.mockClear();
  session = createSessionWriter(memoryArea());
  const catalogue = { groups: [level], stages: [{ id: 's', name: 'New', order: 0 }], fields: [] };
  await session.writeCatalogue('crm', { catalogue, readAt: 1 });
  await session.updateCard('crm', 'ana', () => ({ customer: customerOf('ana'), readAt: 1, timeline: null }));
  admin = { longestName: 30, apply: vi.fn(async () => [renamed]) };
  tags = createTagAdministration({
    session,
    adapterFor: async (id) => (id === 'crm' ? { tagAdmin: admin } : {}) as CrmAdapter,
    readCatalogue,
    startOver,
  });
});

describe('administering tags', () => {
  it('shows the catalogue’s, read anew where that is asked for', async () => {
    expect(await tags.read('crm', false)).toEqual({ groups: [level], longestName: 30 });
    expect(readCatalogue).toHaveBeenLastCalledWith('crm', undefined);
    await tags.read('crm', true);
    expect(readCatalogue).toHaveBeenLastCalledWith('crm', 0);
  });

  it('is refused where the back end has no interface for it', async () => {
    await expect(tags.read('other', false)).rejects.toMatchObject({ code: 'UNSUPPORTED' });
    await expect(tags.change('other', rename)).rejects.toMatchObject({ code: 'UNSUPPORTED' });
  });

  it('says where the settings changed under it', async () => {
    await session.forgetAll();
    await expect(tags.change('crm', rename)).rejects.toMatchObject({ code: 'CONTEXT_LOST' });
  });

  it('puts what a change gave into the catalogue, and leaves the rest of it', async () => {
    expect(await tags.change('crm', create)).toEqual({ groups: [renamed], longestName: 30 });
    expect(await session.readCatalogue('crm')).toMatchObject({
      catalogue: { groups: [renamed], stages: [{ id: 's' }] },
      readAt: 1,
    });
    expect(await session.readCard('crm', 'ana')).not.toBeNull();
    expect(startOver).not.toHaveBeenCalled();
  });

  it('drops cards that hold what a tag was called before, and has those on a screen read again', async () => {
    await tags.change('crm', rename);
    expect(await session.readCard('crm', 'ana')).toBeNull();
    expect((await session.readCatalogue('crm'))?.catalogue.groups).toEqual([renamed]);
    expect(startOver).toHaveBeenCalledOnce();
  });

  it('leaves everything as it was when a change fails', async () => {
    vi.mocked(admin.apply).mockRejectedValueOnce(new AppError('NOT_FOUND'));
    await expect(tags.change('crm', rename)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect((await session.readCatalogue('crm'))?.catalogue.groups).toEqual([level]);
    expect(await session.readCard('crm', 'ana')).not.toBeNull();
  });

  it('makes one change after the other, each on what the one before it left', async () => {
    const seen: string[][] = [];
    vi.mocked(admin.apply).mockImplementation(async (_, groups) => {
      seen.push(groups.map(({ name }) => name));
      return [...groups, renamed];
    });
    await Promise.all([tags.change('crm', create), tags.change('crm', create)]);
    expect(seen).toEqual([['Level'], ['Level', 'Rank']]);
  });
});
