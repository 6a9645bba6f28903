import type { Company } from '../../../lib/crm/company.ts';
import type { AppErrorData } from '../../../lib/errors/app-error.ts';

/** What the page asks of a connection whose back end tells what the company keeps there. It does not reject. */
export interface CompanyEvents {
  read(connectionId: string): Promise<Company | { error: AppErrorData }>;
}
