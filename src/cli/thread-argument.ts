/** The first argument of this program where it runs as a thread that examines documents. */
export const EXAMINING_THREAD = 'examining-thread';
