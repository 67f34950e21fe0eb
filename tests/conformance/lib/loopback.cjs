// Preloaded (`node -r`) into a server that has no option for its address: it listens on 127.0.0.1 only, and tells the
// process that started it which port it was given.
const { Server } = require('node:net');

const { listen } = Server.prototype;
Server.prototype.listen = function (port, ...rest) {
  const callback = rest.find((argument) => typeof argument === 'function');
  this.once('listening', () => process.send?.({ port: this.address().port }));
  return listen.call(this, { host: '127.0.0.1', port: Number(port) }, callback);
};
