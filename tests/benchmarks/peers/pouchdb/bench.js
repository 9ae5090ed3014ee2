'use strict';
// PouchDB beside express-pouchdb: node bench.js CORPUS NUMBER CHANGED
// Prints one JSON object: for each phase seconds, and bytes as a relay between the two counts them.
const childProcess = require('child_process');
const fs = require('fs');
const net = require('net');
const os = require('os');
const path = require('path');
const PouchDB = require('pouchdb');

const AT_ONCE = { batch_size: 1000, batches_limit: 10 }; // ten times the default, which is slower
const [corpus, number, changed] = [process.argv[2], Number(process.argv[3]), Number(process.argv[4])];
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'peer-pouchdb-'));
let passed = 0;

function freePort() {
  return new Promise((done) => {
    const probe = net.createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => done(port));
    });
  });
}

function countingRelay(port, portBehind) {
  const pass = (source, target) => {
    source.on('data', (piece) => { passed += piece.length; target.write(piece); });
    source.on('end', () => target.end());
    source.on('error', () => target.destroy());
  };
  return new Promise((done) => {
    const relay = net.createServer((near) => {
      const far = net.connect(portBehind, '127.0.0.1');
      for (const end of [near, far]) end.setNoDelay(true);
      pass(near, far);
      pass(far, near);
    });
    relay.listen(port, '127.0.0.1', done);
  });
}

function readRows() {
  return fs.readFileSync(corpus, 'utf8').split('\n').filter(Boolean).slice(0, number).map((line) => {
    const { id, ...row } = JSON.parse(line);
    return { _id: id, ...row };
  });
}

async function measure(server) {
  const [port, portBehind] = [await freePort(), await freePort()];
  server.process = childProcess.fork(path.join(__dirname, 'server.js'), [portBehind, folder], { silent: true });
  await new Promise((done) => server.process.once('message', done));
  await countingRelay(port, portBehind);
  const told = { version: require('pouchdb/package.json').version };
  const remote = () => new PouchDB(`http://127.0.0.1:${port}/register`);
  async function phase(name, work) {
    passed = 0;
    const started = process.hrtime.bigint();
    await work();
    told[name] = { seconds: Number(process.hrtime.bigint() - started) / 1e9, bytes: passed };
  }
  const rows = readRows();
  const [one, other] = ['one', 'other'].map((name) => new PouchDB(path.join(folder, 'client-' + name)));
  for (let at = 0; at < rows.length; at += 1000) await one.bulkDocs(rows.slice(at, at + 1000));
  await phase('push', () => one.replicate.to(remote(), AT_ONCE));
  await phase('pull', () => other.replicate.from(remote(), AT_ONCE));
  await one.replicate.from(remote(), AT_ONCE); // hears of its own rows once
  await phase('nothing', async () => {
    await one.replicate.to(remote(), AT_ONCE);
    await one.replicate.from(remote(), AT_ONCE);
  });
  const step = Math.floor(rows.length / changed);
  const keys = rows.filter((_, place) => place % step === 0).slice(0, changed).map((row) => row._id);
  const found = await one.allDocs({ keys, include_docs: true });
  await one.bulkDocs(found.rows.map((row, serial) => ({
    ...row.doc, phone: '1009' + String(serial).padStart(7, '0'), addr: '新址' + serial,
  })));
  await phase('push_changed', () => one.replicate.to(remote(), AT_ONCE));
  await phase('pull_changed', () => other.replicate.from(remote(), AT_ONCE));
  if ((await other.info()).doc_count !== rows.length || (await other.get(keys[0])).addr !== '新址0') {
    throw new Error('the two databases are not in step');
  }
  return told;
}

const server = {};
measure(server)
  .then((told) => { console.log(JSON.stringify(told)); return 0; }, (error) => { console.error(error); return 1; })
  .then((code) => {
    if (server.process) server.process.kill();
    fs.rmSync(folder, { recursive: true, force: true });
    process.exit(code);
  });
