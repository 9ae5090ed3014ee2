'use strict';
// express-pouchdb over LevelDB on this machine: node server.js PORT FOLDER
const express = require('express');
const PouchDB = require('pouchdb').defaults({ prefix: process.argv[3] + '/' });

const app = express();
app.use('/', require('express-pouchdb')(PouchDB, {
  mode: 'minimumForPouchDB',
  inMemoryConfig: true,
  logPath: process.argv[3] + '/log.txt',
}));
app.listen(Number(process.argv[2]), '127.0.0.1', () => process.send('listening'));
