// A player without a video: the clock, the controls and Vimeo's messages.

const PLAY = 'M7 4.5v15l13-7.5z';
const PAUSE = 'M6 4.5h4v15H6zm8 0h4v15h-4z';
const query = new URLSearchParams(window.location.search);
const id = window.location.pathname.split('/').pop();
const page = document.referrer ? new URL(document.referrer).origin : '*';
const part = (name) => document.getElementById(name);

const video = { duration: Number(query.get('duration') ?? 120), seconds: 0, rate: 1, volume: 1, muted: false, playing: false, since: 0 };
const tracks = [{ label: 'English', language: 'en', kind: 'captions', mode: 'disabled' }];
const wanted = new Set();
// What a test wants before the player is there: methods that are refused, or that get no answer, and a video that plays already.
const { refused = [], unanswered = [], plays = false } = globalThis.standInPlan ?? {};

const data = () => ({ seconds: video.seconds, percent: video.seconds / video.duration, duration: video.duration });

function post(message) {
  if (window.parent !== window) {
    window.parent.postMessage(JSON.stringify(message), page);
  }
}

function tell(event, news = data()) {
  if (wanted.has(event)) {
    post({ event, data: news });
  }
}

function refusal(name, message) {
  return Object.assign(new Error(message), { name });
}

function draw() {
  const whole = Math.floor(video.seconds);
  part('time').textContent = `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`;
  part('seek').value = (video.seconds / video.duration) * 100;
  part('icon').setAttribute('d', video.playing ? PAUSE : PLAY);
  part('toggle').setAttribute('aria-label', video.playing ? 'Pause' : 'Play');
}

function advance() {
  const now = performance.now();
  if (video.playing) {
    video.seconds = Math.min(video.duration, video.seconds + ((now - video.since) / 1000) * video.rate);
  }
  video.since = now;
}

function tick() {
  if (!video.playing) {
    return;
  }
  advance();
  tell('timeupdate');
  if (video.seconds >= video.duration) {
    video.playing = false;
    tell('pause');
    tell('ended');
  }
  draw();
}

function play() {
  if (!video.playing) {
    video.seconds = video.seconds >= video.duration ? 0 : video.seconds;
    video.since = performance.now();
    video.playing = true;
    tell('play');
    tell('playing');
    draw();
  }
}

function pause() {
  if (video.playing) {
    advance();
    video.playing = false;
    tell('pause');
    draw();
  }
}

function seek(seconds) {
  tell('seeking');
  video.seconds = Math.min(video.duration, Math.max(0, Number(seconds) || 0));
  video.since = performance.now();
  tell('timeupdate');
  tell('seeked');
  draw();
  return video.seconds;
}

/// What each method answers.
const methods = {
  ping: () => undefined,
  appendVideoMetadata: () => undefined,
  addEventListener: (event) => void wanted.add(event),
  removeEventListener: (event) => void wanted.delete(event),
  play,
  pause,
  setCurrentTime: seek,
  getCurrentTime: () => video.seconds,
  getDuration: () => video.duration,
  getPaused: () => !video.playing,
  getEnded: () => video.seconds >= video.duration,
  getVideoId: () => Number(id),
  getVideoTitle: () => `Video ${id}`,
  setPlaybackRate: (rate) => {
    if (!(rate >= 0.5 && rate <= 2)) {
      throw refusal('RangeError', 'The playback rate is between 0.5 and 2.');
    }
    advance();
    video.rate = rate;
    tell('playbackratechange', { playbackRate: rate });
    return rate;
  },
  getPlaybackRate: () => video.rate,
  setVolume: (volume) => {
    video.volume = Number(volume);
    tell('volumechange', { volume: video.volume });
    return video.volume;
  },
  getVolume: () => video.volume,
  setMuted: (muted) => (video.muted = Boolean(muted)),
  getMuted: () => video.muted,
  getTextTracks: () => tracks,
  enableTextTrack: ({ language, kind }) => {
    const track = tracks.find((one) => one.language === language && (!kind || one.kind === kind));
    if (!track) {
      throw refusal('InvalidTrackLanguageError', `There is no track in ${language}.`);
    }
    track.mode = 'showing';
    tell('texttrackchange', track);
    return track;
  },
  disableTextTrack: () => {
    tracks.forEach((track) => (track.mode = 'disabled'));
    tell('texttrackchange', { kind: null, label: null, language: null });
  },
  requestFullscreen: () => document.documentElement.requestFullscreen?.(),
  exitFullscreen: () => document.exitFullscreen?.(),
  unload: () => {
    pause();
    seek(0);
  },
};

function parse(message) {
  try {
    return typeof message === 'string' ? JSON.parse(message) : message;
  } catch {
    return null;
  }
}

window.addEventListener('message', (message) => {
  if (message.source !== window.parent || (page !== '*' && message.origin !== page)) {
    return;
  }
  const { method, value } = parse(message.data) ?? {};
  if (typeof method !== 'string') {
    return;
  }
  try {
    if (!Object.hasOwn(methods, method)) {
      throw refusal('TypeError', `${method} is no method of the player.`);
    }
    if (refused.includes(method)) {
      throw refusal('Error', `${method} is not possible now.`);
    }
    if (unanswered.includes(method)) {
      return;
    }
    const answer = methods[method](value);
    if (method !== 'addEventListener' && method !== 'removeEventListener') {
      post({ method, value: answer instanceof Promise ? null : (answer ?? null) });
    }
  } catch ({ name, message }) {
    post({ event: 'error', data: { method, name, message } });
  }
});

// What a test makes happen, as the network or Vimeo would.
globalThis.standIn = {
  tell,
  hurry: (rate) => {
    advance();
    video.rate = rate;
  },
  losePlace: () => {
    video.seconds = 0;
    video.since = performance.now();
    tell('timeupdate');
    draw();
  },
  wander: seek,
  fail: () => {
    pause();
    post({ event: 'error', data: { name: 'PlaybackError', message: 'The video cannot go on.' } });
  },
};

part('title').textContent = `Video ${id}`;
part('toggle').addEventListener('click', () => (video.playing ? pause() : play()));
part('seek').addEventListener('input', (event) => seek((Number(event.target.value) / 100) * video.duration));
setInterval(tick, 250);
draw();
post({ event: 'ready' });
if (plays || query.get('autoplay') === '1') {
  play();
}
