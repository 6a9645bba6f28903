/** A Sobot connection whose settings were resolved. */
export interface SobotConnection {
  id: string;
  name?: string | undefined;
  provider: 'sobot';
  /** `https://www.sobot.com`, or another host of the vendor or a proxy. */
  baseUrl: string;
  /** How a stored number without `+` or `00` is read: `international` or `national:CC`. */
  numbers: string;
  allowPlainHttp: boolean;
  credentials?: { appId: string; appKey: string } | undefined;
  /** The company's own, in place of the key. */
  tokenService?: { url: string; bearer: string } | undefined;
  /** The agent. */
  me?: { agentId: string; name: string } | undefined;
  options: {
    /** IANA; of the time in a note's last line. */
    timeZone: string;
    newCustomerStatus: CrmStatus;
    /** Whether notes end with the agent's name and the time. */
    signNotes: boolean;
  };
}

/** 1 first contact, 2 to be assigned, 3 followed up, 4 public pool (section 3.1). */
type CrmStatus = 1 | 2 | 3 | 4;
