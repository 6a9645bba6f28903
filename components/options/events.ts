import type { CompanyEvents } from './company/company-events.ts';
import type { ConnectionEvents } from './connections/connection-events.ts';
import type { DeviceEvents } from './device/device-events.ts';
import type { OrderEvents } from './orders/order-events.ts';
import type { CompanyTagEvents } from './tags/company-tags.ts';

/** What the options page asks of the outside. */
export interface OptionsEvents extends ConnectionEvents {
  /**
   * Must be called in the click itself: the browser may ask. Whether it lets Chatside notify the agent.
   */
  allowNotifications(): Promise<boolean>;
  /** Hands a file to the user. */
  download(fileName: string, text: string): void;
  device: DeviceEvents;
  /** Takes away what is kept on this device and can never be read again. */
  discardLost(): void;
  companyTags: CompanyTagEvents;
  company: CompanyEvents;
  orders: OrderEvents;
}
