package gatehouse.real;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A .torrent file of one file whose content follows from its name, so that it can be made again anywhere.
///
/// @param hash the v1 info-hash, 40 hex digits
public record TorrentFile(String name, long size, byte[] bytes, String hash) {

    private static final int PIECE = 256 * 1024;

    /// Describes a file of this size. Making it costs a pass over the content.
    public static TorrentFile of(String name, long size) {
        return of(name, size, pieces(name, size));
    }

    /// Describes a file without its content: nobody can ever have it, which is quick and good enough for a long list.
    public static TorrentFile hollow(String name, long size) {
        var pieces = new byte[(int) ((size + PIECE - 1) / PIECE) * 20];
        new Random(name.hashCode()).nextBytes(pieces);
        return of(name, size, pieces);
    }

    /// Describes a folder of files of one piece each, without their content.
    ///
    /// @param paths with `/` between the parts
    public static TorrentFile folder(String name, List<String> paths) {
        var files = paths.stream().map(path -> "d6:lengthi" + PIECE + "e4:pathl" + Stream.of(path.split("/"))
                .map(TorrentFile::text).collect(Collectors.joining()) + "ee").collect(Collectors.joining());
        var pieces = new byte[paths.size() * 20];
        new Random(name.hashCode()).nextBytes(pieces);
        return of("d5:filesl" + files + "e4:name", name, (long) paths.size() * PIECE, pieces);
    }

    /// Describes one that is of both versions, 1 and 2, without its content. It has one piece.
    ///
    /// @param size at most 262,144
    public static TorrentFile hybrid(String name, int size) {
        var random = new byte[20 + 32];
        new Random(name.hashCode()).nextBytes(random);
        var root = new String(random, 20, 32, StandardCharsets.ISO_8859_1);
        var encoded = name.getBytes(StandardCharsets.UTF_8).length + ":" + name;
        var tree = "d" + encoded + "d0:d6:lengthi" + size + "e11:pieces root32:" + root + "eee";
        return of(("d9:file tree" + tree + "6:lengthi" + size + "e12:meta versioni2e4:name")
                .getBytes(StandardCharsets.ISO_8859_1), name, size, Arrays.copyOf(random, 20));
    }

    /// The same file saying who made it, what it is and where else its content is.
    public TorrentFile saying(String comment, String createdBy, List<String> webSeeds) {
        var file = new ByteArrayOutputStream();
        file.writeBytes(("d" + text("comment") + text(comment) + text("created by") + text(createdBy))
                .getBytes(StandardCharsets.UTF_8));
        file.write(bytes, 1, bytes.length - 2);
        file.writeBytes((text("url-list") + "l" + webSeeds.stream().map(TorrentFile::text).collect(Collectors.joining()) + "ee")
                .getBytes(StandardCharsets.UTF_8));
        return new TorrentFile(name, size, file.toByteArray(), hash);
    }

    private static String text(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length + ":" + text;
    }

    private static TorrentFile of(String name, long size, byte[] pieces) {
        return of("d6:lengthi" + size + "e4:name", name, size, pieces);
    }

    private static TorrentFile of(String start, String name, long size, byte[] pieces) {
        return of(start.getBytes(StandardCharsets.UTF_8), name, size, pieces);
    }

    private static TorrentFile of(byte[] start, String name, long size, byte[] pieces) {
        var info = new ByteArrayOutputStream();
        info.writeBytes(start);
        var encodedName = name.getBytes(StandardCharsets.UTF_8);
        info.writeBytes((encodedName.length + ":").getBytes(StandardCharsets.US_ASCII));
        info.writeBytes(encodedName);
        info.writeBytes(("12:piece lengthi" + PIECE + "e6:pieces" + pieces.length + ":").getBytes(StandardCharsets.US_ASCII));
        info.writeBytes(pieces);
        info.write('e');
        var file = new ByteArrayOutputStream();
        file.writeBytes("d4:info".getBytes(StandardCharsets.US_ASCII));
        file.writeBytes(info.toByteArray());
        file.write('e');
        return new TorrentFile(name, size, file.toByteArray(), HexFormat.of().formatHex(sha1().digest(info.toByteArray())));
    }

    /// Writes the content below a folder, unless it is there already.
    public void write(Path folder) {
        var path = folder.resolve(name);
        try {
            if (Files.exists(path) && Files.size(path) == size) {
                return;
            }
            Files.createDirectories(folder);
            try (var out = Files.newOutputStream(path)) {
                var content = content(name);
                for (long done = 0; done < size; done += PIECE) {
                    out.write(next(content, Math.min(PIECE, size - done)));
                }
            }
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    /// Writes zeros over the content, so that a check of it fails.
    public void spoil(Path folder) {
        try {
            Files.write(folder.resolve(name), new byte[(int) size]);
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    private static byte[] pieces(String name, long size) {
        var pieces = new ByteArrayOutputStream();
        var content = content(name);
        for (long done = 0; done < size; done += PIECE) {
            pieces.writeBytes(sha1().digest(next(content, Math.min(PIECE, size - done))));
        }
        return pieces.toByteArray();
    }

    private static Random content(String name) {
        return new Random(name.hashCode());
    }

    private static byte[] next(Random content, long length) {
        var bytes = new byte[(int) length];
        content.nextBytes(bytes);
        return bytes;
    }

    private static MessageDigest sha1() {
        try {
            return MessageDigest.getInstance("SHA-1");
        } catch (NoSuchAlgorithmException absent) {
            throw new IllegalStateException(absent);
        }
    }
}
