//! nginx: the yardstick, on a static file of the landing page's size, and what stands before replicas.

use super::line::Line;
use super::load::{self, Who};
use crate::http;
use crate::process::{self, Service};
use anyhow::Result;
use std::fs;
use std::path::Path;
use std::time::Duration;

/// What the landing page is compared with.
pub const NAME: &str = "nginx, a 19 kB file";

/// How fast nginx serves 19 kB on this machine.
pub fn line(logs: &Path) -> Result<Line> {
    let folder = logs.join("nginx");
    fs::create_dir_all(&folder)?;
    fs::write(folder.join("page.html"), "x".repeat(19_000))?;
    let port = http::free_port()?;
    let site = format!("server {{ listen 127.0.0.1:{port}; root {}; }}", folder.display());
    let url = format!("http://127.0.0.1:{port}/page.html");
    let _service = start(&folder, &site, &url)?;
    let load = load::run(&url, Who::Nobody)?;
    Ok(Line::new(NAME, load.per_second, "/s").with(load.times()))
}

/// Starts nginx in a folder with what stands in its `http` block, and waits until an address answers.
pub fn start(folder: &Path, site: &str, url: &str) -> Result<Service> {
    fs::create_dir_all(folder)?;
    fs::write(folder.join("nginx.conf"), configuration(folder, site))?;
    let mut nginx = process::dependent("nginx");
    nginx.arg("-p").arg(folder).arg("-c").arg(folder.join("nginx.conf"));
    let mut service = Service::start("nginx", &mut nginx, &folder.join("nginx.log"))?;
    service.await_ready(url, Duration::from_secs(10))?;
    Ok(service)
}

fn configuration(folder: &Path, site: &str) -> String {
    let folder = folder.display();
    format!(
        "daemon off; worker_processes auto; pid {folder}/nginx.pid; error_log stderr;
user root;
events {{ worker_connections 512; }}
http {{
  access_log off; sendfile on; tcp_nopush on; keepalive_requests 1000000; open_file_cache max=10;
  client_body_temp_path {folder}; proxy_temp_path {folder}; fastcgi_temp_path {folder}; uwsgi_temp_path {folder}; scgi_temp_path {folder};
  {site}
}}
"
    )
}
