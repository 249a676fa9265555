import { v7 } from 'uuid';

/** A UUIDv7: sorted by time, so that new rows lie beside each other and pages can be cut by id. */
export const newId = (): string => v7();
