/** The first argument of this program where it runs as a thread that examines documents. */
export const EXAMINING_THREAD = 'examining-thread';

/** The same where it runs as the thread that plans and checks for the editor. */
export const EDITING_THREAD = 'editing-thread';
