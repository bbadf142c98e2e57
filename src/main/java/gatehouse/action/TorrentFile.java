package gatehouse.action;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import gatehouse.torrent.Hash;

/// An uploaded .torrent file, read before a server sees it.
///
/// @param name the torrent's own name, for people; control characters are replaced
/// @param size of all its files, bytes
/// @param v1 the SHA-1 info-hash (BEP 3), unless it is v2 only
/// @param v2 the SHA-256 info-hash (BEP 52), unless it is v1 only
/// @param bytes what is sent: the file as it came, which strict reading makes its own canonical form
public record TorrentFile(String name, long size, Optional<Hash> v1, Optional<Hash> v2, byte[] bytes) {

    /// 16 MiB.
    public static final int LARGEST = 16 * 1024 * 1024;

    private static final int MOST_SHOWN = 5_000;

    /// Reads a file of at most 16 MiB.
    public static Reading<TorrentFile> read(byte[] bytes) {
        if (bytes.length > LARGEST) {
            return Reading.wrong("is larger than 16 MiB");
        }
        try {
            var info = Bencode.read(bytes).dictionary().get("info");
            return info == null ? Reading.wrong("is not a .torrent file: it has no info dictionary") : of(info, bytes);
        } catch (Bencode.Broken broken) {
            return Reading.wrong("is not a .torrent file: it " + broken.getMessage());
        }
    }

    private static Reading<TorrentFile> of(Bencode info, byte[] bytes) {
        var entries = info.dictionary();
        var v1 = entries.containsKey("pieces");
        var v2 = number(entries, "meta version") == 2;
        var name = Optional.ofNullable(entries.get("name")).flatMap(Bencode::string)
                .map(raw -> new String(raw, StandardCharsets.UTF_8)).orElse("");
        var size = size(entries);
        if (!v1 && !v2 || name.isBlank() || size < 0) {
            return Reading.wrong("is not a .torrent file: its info dictionary has no name, pieces or files");
        }
        if (name.equals(".") || name.equals("..") || name.contains("/") || name.contains("\\") || name.indexOf(0) >= 0) {
            return Reading.wrong("is a .torrent file whose name is a path");
        }
        return Reading.good(new TorrentFile(name.replaceAll("[\\p{Cc}\\u2028\\u2029]", "\uFFFD"), size,
                v1 ? Optional.of(digest("SHA-1", info)) : Optional.empty(),
                v2 ? Optional.of(digest("SHA-256", info)) : Optional.empty(), bytes));
    }

    /// What makes the torrent and nothing of where it came from: neither trackers with somebody's pass key, nor web seeds.
    public byte[] bare() {
        try {
            var whole = Bencode.read(bytes).dictionary();
            var bare = new ByteArrayOutputStream();
            bare.write('d');
            for (var key : List.of("info", "piece layers")) {
                if (whole.containsKey(key)) {
                    bare.writeBytes((key.length() + ":" + key).getBytes(StandardCharsets.US_ASCII));
                    bare.writeBytes(whole.get(key).exact());
                }
            }
            bare.write('e');
            return bare.toByteArray();
        } catch (Bencode.Broken impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /// The magnet link that names it by every hash it has, and nothing else of it.
    public String link() {
        return "magnet:?" + Stream.concat(v1.stream().map(hash -> "xt=urn:btih:" + hash),
                v2.stream().map(hash -> "xt=urn:btmh:1220" + hash)).collect(Collectors.joining("&"));
    }

    /// One of its files.
    ///
    /// @param path below the torrent's folder, with `/`; for people, control characters are replaced
    public record Content(String path, long size) {
    }

    /// Its files in the order in which servers count them, without padding (BEP 47); none when there are more than 5,000.
    public List<Content> files() {
        try {
            var info = Bencode.read(bytes).dictionary().get("info").dictionary();
            var files = new ArrayList<Content>();
            if (info.containsKey("files")) {
                info.get("files").each(file -> listed(file.dictionary(), files));
            } else if (info.containsKey("file tree")) {
                tree(info.get("file tree").dictionary(), "", files);
            }
            return files.size() > MOST_SHOWN ? List.of() : files.isEmpty() ? List.of(new Content(name, size)) : files;
        } catch (Bencode.Broken impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static void listed(Map<String, Bencode> file, List<Content> files) {
        var padding = Optional.ofNullable(file.get("attr")).flatMap(Bencode::string).map(TorrentFile::text).orElse("")
                .contains("p");
        if (!padding && files.size() <= MOST_SHOWN && file.containsKey("path")) {
            var path = new ArrayList<String>();
            file.get("path").each(part -> part.string().map(TorrentFile::text).ifPresent(path::add));
            files.add(new Content(String.join("/", path), number(file, "length")));
        }
    }

    private static void tree(Map<String, Bencode> folder, String path, List<Content> files) {
        folder.forEach((raw, entry) -> {
            var name = text(raw.getBytes(StandardCharsets.ISO_8859_1));
            if (raw.isEmpty() && files.size() <= MOST_SHOWN) {
                files.add(new Content(path, number(entry.dictionary(), "length")));
            } else if (!raw.isEmpty()) {
                tree(entry.dictionary(), path.isEmpty() ? name : path + "/" + name, files);
            }
        });
    }

    private static String text(byte[] raw) {
        return new String(raw, StandardCharsets.UTF_8).replaceAll("[\\p{Cc}\\u2028\\u2029]", "\uFFFD");
    }

    /// Less than 0 when a length is missing, negative or beyond all measure.
    private static long size(Map<String, Bencode> info) {
        if (info.containsKey("length")) {
            return number(info, "length");
        }
        var total = new AtomicLong(info.containsKey("files") || info.containsKey("file tree") ? 0 : -1);
        if (info.containsKey("files")) {
            info.get("files").each(file -> add(total, number(file.dictionary(), "length")));
        } else if (info.containsKey("file tree")) {
            tree(info.get("file tree").dictionary(), total);
        }
        return total.get();
    }

    /// A file of the v2 tree is a folder with the one entry of an empty name.
    private static void tree(Map<String, Bencode> folder, AtomicLong total) {
        folder.forEach((name, entry) -> {
            if (name.isEmpty()) {
                add(total, number(entry.dictionary(), "length"));
            } else {
                tree(entry.dictionary(), total);
            }
        });
    }

    private static void add(AtomicLong total, long length) {
        total.updateAndGet(sum -> sum < 0 || length < 0 || sum > Long.MAX_VALUE - length ? -1 : sum + length);
    }

    private static long number(Map<String, Bencode> entries, String key) {
        return Optional.ofNullable(entries.get(key)).flatMap(Bencode::number).orElse(-1L);
    }

    private static Hash digest(String algorithm, Bencode info) {
        try {
            return new Hash(HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(info.exact())));
        } catch (NoSuchAlgorithmException absent) {
            throw new IllegalStateException(absent);
        }
    }
}
