import type { Credentials } from '../../lib/settings/schema.ts';
import { createSettingsService } from '../../lib/settings/settings-service.ts';

/** The settings over what lies on the disk and in the sealed store, which begin empty. */
export function settingsScene(policy: unknown = {}) {
  const disk: Record<string, unknown> = {};
  const sealed = new Map<string, Credentials>();
  const service = createSettingsService({
    local: {
      get: async (name) => (name in disk ? { [name]: structuredClone(disk[name]) } : {}),
      set: async (items) => void Object.assign(disk, structuredClone(items)),
    },
    managed: { get: async () => policy as Record<string, unknown> },
    credentials: {
      get: async (id) => sealed.get(id),
      put: async (id, value) => void sealed.set(id, value),
      delete: async (id) => void sealed.delete(id),
    },
    after: async () => {},
  });
  return { disk, sealed, service };
}
