import type { Customer, FurtherField } from '../crm/model.ts';
import type { Candidate } from '../crm/port.ts';
import type { CandidateView } from '../session/shapes.ts';

/** Somebody whom this chat's number, or the agent's search, may mean. */
export const candidateView = ({ customer, stored, reason }: Candidate): CandidateView => ({
  customerId: customer.id,
  name: customer.name,
  stored,
  reason,
  ...tagNames(customer),
});

/** Whom the agent chose for this chat when it had another number, or none that was known. */
export const linkedView = (customer: Customer): CandidateView => ({
  ...foundView(customer),
  reason: 'linked',
});

/** Who is called like the chat's username, which proves nothing. */
export const handleView = (customer: Customer): CandidateView => ({
  ...foundView(customer),
  reason: 'username',
});

/** Somebody who was found by name and the like. */
export const foundView = (customer: Customer): CandidateView => ({
  customerId: customer.id,
  name: customer.name,
  stored: customer.phones[0]?.raw ?? '',
  reason: 'search',
  ...tagNames(customer),
  ...marks(customer),
});

const telling = ['wechat', 'operatingAccount'] satisfies FurtherField[];

/** Of somebody without a number: what is left to tell namesakes apart. */
function marks({ phones, fields }: Customer): Pick<CandidateView, 'marks'> {
  const told = telling.flatMap((key) => {
    const field = phones.length === 0 ? fields.find((one) => one.key === key) : undefined;
    return typeof field?.value === 'string' ? [field.text ?? field.value] : [];
  });
  return told.length === 0 ? {} : { marks: told };
}

const tagNames = ({ tags }: Customer): Pick<CandidateView, 'tags'> =>
  tags.length === 0 ? {} : { tags: tags.map(({ name }) => name) };
