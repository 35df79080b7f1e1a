const host = nowhere.host;

export default { url: host, title: 'Example' };
