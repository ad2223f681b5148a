// Runs the backend as a child of bin/start.js: says `ready` or `failed`, and never outlives its parent.
process.env.LITE_TELEMETRY = '0';
const { startBackend } = await import('./server.js');

// The library prints each refused statement with its stack; a refusal is no fault, and its text may hold values.
console.error = () => {};

/** @param {object} message */
const tell = (message) => process.send?.(message);

try {
	const backend = await startBackend(JSON.parse(process.env.PILOTAGE_BACKEND ?? '{}'));
	const stop = () => backend.stop().then(() => process.exit(0));
	process.once('SIGTERM', stop);
	process.once('disconnect', stop);
	// The terminal sends SIGINT to the whole group; the parent decides when the backend may go.
	process.on('SIGINT', () => {});
	tell({ ready: { url: backend.url, keys: backend.keys, code: backend.code } });
} catch (error) {
	tell({ failed: error instanceof Error ? error.message : String(error) });
	process.exit(1);
}

export {};
