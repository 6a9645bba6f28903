/** As `patience.ts`, for what is drawn. */
import { configure } from '@testing-library/preact';

configure({ asyncUtilTimeout: 10_000 });
