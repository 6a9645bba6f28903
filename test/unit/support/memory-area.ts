import { sessionAreaDouble } from '../../doubles/session-area.ts';

/** `storage.session`, one microtask late each way and with Chromium's room. */
export const memoryArea = () => sessionAreaDouble();
