// Loaded into a child process: it never outlives the one that started it, however that one ended.
process.on('disconnect', () => process.kill(process.pid, 'SIGTERM'));
// Listening alone would keep it alive when it is done.
process.channel?.unref();
