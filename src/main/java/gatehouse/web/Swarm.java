package gatehouse.web;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;

import gatehouse.web.Format.Num;

/// The peers, trackers and web seeds of a torrent, as its details show them.
public final class Swarm {

    private static final int MOST = 300;

    private Swarm() {
    }

    /// @param peers the fastest first, at most 300
    /// @param trouble why the server says nothing; empty when it does
    public record Peers(List<Peer> peers, int all, String trouble) {
    }

    /// @param id its address with its port, by which it is banned
    /// @param country two letters; empty when the server does not say
    /// @param explained the flags in the server's words
    public record Peer(String id, String ip, String country, String countryName, String client, String connection,
            String percent, Num down, Num up, Num downloaded, Num uploaded, String flags, String explained) {
    }

    static Peers peers(Reads.Answer answer) {
        var all = answer.json().path("peers").properties();
        var peers = all.stream().sorted(Comparator.comparingLong(Swarm::speed).reversed().thenComparing(Map.Entry::getKey))
                .limit(MOST).map(entry -> peer(entry.getKey(), entry.getValue())).toList();
        return new Peers(peers, all.size(), answer.trouble());
    }

    private static long speed(Map.Entry<String, JsonNode> peer) {
        return peer.getValue().path("dl_speed").asLong() + peer.getValue().path("up_speed").asLong();
    }

    private static Peer peer(String id, JsonNode said) {
        var country = said.path("country_code").asText("");
        return new Peer(id, said.path("ip").asText(id), country.matches("[A-Za-z]{2}") ? country.toUpperCase(
                java.util.Locale.ROOT) : "", said.path("country").asText(""), said.path("client").asText(""),
                said.path("connection").asText(""), Format.percent(said.path("progress").asDouble()),
                Format.rate(said.path("dl_speed").asLong()), Format.rate(said.path("up_speed").asLong()),
                Format.size(said.path("downloaded").asLong()), Format.size(said.path("uploaded").asLong()),
                said.path("flags").asText(""), said.path("flags_desc").asText(""));
    }

    /// @param open whether their addresses are shown whole
    public record Trackers(List<Tracker> trackers, boolean open, String trouble) {
    }

    /// How a tracker stands, as qBittorrent numbers it.
    public enum TrackerState {
        OFF,
        NOT_ASKED,
        WORKING,
        ASKING,
        NOT_WORKING,
        UNKNOWN
    }

    /// @param mark stands for its address in our forms
    /// @param named how it is shown: its address, or without a pass key
    /// @param peers counted by the tracker; -1 when it does not say
    /// @param source whether it is one of DHT, PeX and local discovery, which nobody changes
    public record Tracker(String mark, String named, int tier, TrackerState state, String message, long seeds, long leeches,
            long peers, long downloaded, boolean source) {

        public String dot() {
            return switch (state) {
                case WORKING -> "";
                case NOT_WORKING -> "bad";
                case ASKING, NOT_ASKED -> "warn";
                case OFF, UNKNOWN -> "off";
            };
        }
    }

    static Trackers trackers(Reads.Answer answer) {
        return new Trackers(answer.list().stream().map(Swarm::tracker).toList(), true, answer.trouble());
    }

    /// What is known without asking the server: only where they are.
    static Trackers hosts(List<String> addresses) {
        return new Trackers(addresses.stream().map(address -> new Tracker("", address, 0, TrackerState.UNKNOWN, "", -1, -1, -1,
                -1, false)).toList(), false, "");
    }

    private static Tracker tracker(JsonNode said) {
        var url = said.path("url").asText();
        return new Tracker(Reads.mark(url), url.replaceAll("^\\*\\* \\[(\\w+)] \\*\\*$", "$1"), said.path("tier").asInt(-1),
                state(said.path("status").asInt(-1)),
                said.path("msg").asText(""), said.path("num_seeds").asLong(-1), said.path("num_leeches").asLong(-1),
                said.path("num_peers").asLong(-1), said.path("num_downloaded").asLong(-1), url.startsWith("**"));
    }

    private static TrackerState state(int number) {
        return switch (number) {
            case 0 -> TrackerState.OFF;
            case 1 -> TrackerState.NOT_ASKED;
            case 2 -> TrackerState.WORKING;
            case 3 -> TrackerState.ASKING;
            case 4, 5, 6 -> TrackerState.NOT_WORKING;
            default -> TrackerState.UNKNOWN;
        };
    }

    public record WebSeeds(List<WebSeed> seeds, String trouble) {
    }

    /// @param mark stands for its address in our forms
    public record WebSeed(String mark, String address) {
    }

    static WebSeeds webSeeds(Reads.Answer answer) {
        var seeds = StreamSupport.stream(answer.json().spliterator(), false).map(node -> node.path("url").asText())
                .map(address -> new WebSeed(Reads.mark(address), address)).toList();
        return new WebSeeds(seeds, answer.trouble());
    }
}
