package gatehouse.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

import gatehouse.real.Qbittorrent;

/// A real nginx as a process of its own before a server: it passes everything on over kept connections, and knows nothing of
/// what it passes on.
final class Nginx implements AutoCloseable {

    private final int port = Qbittorrent.freePort();
    private final Process process;

    /// @param folder where its configuration and logs are written
    Nginx(Path folder, int target) throws IOException {
        Files.createDirectories(folder);
        var configuration = folder.resolve("nginx.conf");
        // A worker of root's would be somebody else, who may not write into this folder.
        var user = System.getProperty("user.name").equals("root") ? "user root;" : "";
        Files.writeString(configuration, """
                %s
                daemon off;
                worker_processes 1;
                pid nginx.pid;
                events { worker_connections 256; }
                http {
                    access_log off;
                    client_body_temp_path body;
                    proxy_temp_path proxy;
                    fastcgi_temp_path fastcgi;
                    uwsgi_temp_path uwsgi;
                    scgi_temp_path scgi;
                    keepalive_requests 10000000;
                    upstream server { server 127.0.0.1:%d; keepalive 16; keepalive_requests 10000000; }
                    server {
                        listen 127.0.0.1:%d;
                        location / {
                            proxy_pass http://server;
                            proxy_http_version 1.1;
                            proxy_set_header Host 127.0.0.1:%d;
                            proxy_set_header Connection "";
                            proxy_read_timeout 120s;
                        }
                    }
                }
                """.formatted(user, target, port, target));
        process = new ProcessBuilder(List.of("nginx", "-p", folder.toString(), "-c", configuration.toString(), "-e",
                folder.resolve("error.log").toString())).redirectErrorStream(true)
                .redirectOutput(folder.resolve("output.log").toFile()).start();
        Qbittorrent.await("nginx, which writes into " + folder, Duration.ofSeconds(10), this::listens);
    }

    private boolean listens() {
        if (!process.isAlive()) {
            throw new IllegalStateException("nginx has stopped");
        }
        try (var socket = new java.net.Socket("127.0.0.1", port)) {
            return socket.isConnected();
        } catch (IOException notYet) {
            return false;
        }
    }

    int port() {
        return port;
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        process.waitFor(10, TimeUnit.SECONDS);
    }
}
