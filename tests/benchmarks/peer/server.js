// node server.js FOLDER: express-pouchdb with its databases in FOLDER (leveldb), on a free port of
// 127.0.0.1, which it prints as {"port": …}.
'use strict';
const fs = require('fs');
const express = require('express');
const PouchDB = require('pouchdb');

const [folder] = process.argv.slice(2);
fs.mkdirSync(folder, { recursive: true });
process.chdir(folder);
PouchDB.plugin(require('pouchdb-adapter-memory'));  // express-pouchdb keeps its own settings there
const app = express();
const databases = PouchDB.defaults({ prefix: './' });
app.use('/', require('express-pouchdb')(databases, { mode: 'minimumForPouchDB', inMemoryConfig: true }));
const server = app.listen(0, '127.0.0.1', () => {
  console.log(JSON.stringify({ port: server.address().port }));
});
