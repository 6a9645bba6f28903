/** A part that is fetched when it is first needed takes a busy machine longer than the usual second. */
import { configure } from '@testing-library/preact';

configure({ asyncUtilTimeout: 10_000 });
