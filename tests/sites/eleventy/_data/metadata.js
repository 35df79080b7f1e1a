export default { title: 'Sleeper Services', language: 'en' };
