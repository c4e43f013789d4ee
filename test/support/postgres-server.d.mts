/** Starts a server on a free loopback port; returns its address and how to stop it. */
export declare function startPostgres(): Promise<{ readonly url: string; stop(): Promise<void> }>;
