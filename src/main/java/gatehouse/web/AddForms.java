package gatehouse.web;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jakarta.enterprise.context.ApplicationScoped;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;

import gatehouse.access.Constraints;
import gatehouse.access.Decision.Refused;
import gatehouse.action.Actions;
import gatehouse.action.Parameter;
import gatehouse.action.Right;
import gatehouse.action.Type;
import gatehouse.gate.Allowances;
import gatehouse.gate.Command;
import gatehouse.gate.Gate;
import gatehouse.gate.Outcome;
import gatehouse.http.Caller;
import gatehouse.http.FormBody;
import gatehouse.http.Sentences;
import gatehouse.live.Views;
import gatehouse.live.Views.Standing;
import gatehouse.qbittorrent.Health;
import gatehouse.web.AddForm.Place;
import gatehouse.web.Format.Num;

/// Makes the [AddForm]: where somebody may add, and what they may choose there.
@ApplicationScoped
class AddForms {

    private final Caller caller;
    private final Views views;
    private final Gate gate;
    private final Actions actions;
    private final Allowances allowances;
    private final Sentences sentences;
    private final ObjectMapper json;

    AddForms(Caller caller, Views views, Gate gate, Actions actions, Allowances allowances, Sentences sentences,
            ObjectMapper json) {
        this.caller = caller;
        this.views = views;
        this.gate = gate;
        this.actions = actions;
        this.allowances = allowances;
        this.sentences = sentences;
        this.json = json;
    }

    /// Every instance they see, with how it stands.
    Map<String, Standing> standings() {
        return views.view(caller.person(), gatehouse.torrent.Query.START).standings();
    }

    /// The form for the instance `on`, or the first that takes something.
    AddForm form(String urls, String on, FormBody sent) {
        var standings = standings();
        var places = standings.entrySet().stream().map(entry -> place(entry.getKey(), entry.getValue())).toList();
        var able = places.stream().filter(place -> place.why().isEmpty()).toList();
        var chosen = able.stream().filter(place -> place.name().equals(on)).findFirst()
                .orElseGet(() -> able.stream().findFirst().orElse(Place.NONE));
        return chosen == Place.NONE
                ? new AddForm(urls, places, chosen, Set.of(), Map.of(), List.of(), List.of(), List.of(), "", List.of(),
                        Map.of())
                : form(urls, places, chosen, standings.get(chosen.name()), sent);
    }

    private Place place(String name, Standing standing) {
        var free = standing.free().isPresent() ? Format.size(standing.free().getAsLong()) : Num.NOTHING;
        if (standing.rights().decide(Right.ADD) instanceof Refused refused) {
            return new Place(name, sentences.title(name), free, sentences.why(refused), false);
        }
        var usable = standing.freshness().usable();
        return new Place(name, sentences.title(name), free, usable ? "" : sentences.health(standing.now().health()), !usable);
    }

    private AddForm form(String urls, List<Place> places, Place chosen, Standing standing, FormBody sent) {
        var terms = standing.rights().constraints(Right.ADD);
        var categories = answer(chosen, "torrents/categories");
        var folders = new LinkedHashSet<String>();
        terms.forEach(term -> folders.addAll(term.folders()));
        var known = new TreeSet<String>();
        categories.fieldNames().forEachRemaining(known::add);
        known.removeIf(category -> terms.stream().noneMatch(term -> term.category(category)));
        var suggested = new ArrayList<>(folders);
        known.stream().map(name -> categories.path(name).path("savePath").asText()).filter(path -> within(path, terms))
                .forEach(suggested::add);
        var tags = new ArrayList<String>();
        answer(chosen, "torrents/tags").forEach(tag -> tags.add(tag.asText()));
        var forced = terms.stream().findFirst().flatMap(term -> term.force().category()).orElse("");
        return new AddForm(urls, places, chosen, takes(standing), choices(standing), List.copyOf(known), tags,
                suggested.stream().distinct().toList(), forced, allowances.of(standing), values(sent));
    }

    private static boolean within(String path, List<Constraints> terms) {
        return !path.isEmpty() && terms.stream().anyMatch(term -> term.path(path));
    }

    /// What the gate answers from the mirror: no server is asked.
    private JsonNode answer(Place place, String action) {
        var command = new Command(place.name(), action, Map.of(), List.of(), caller.origin());
        try {
            return gate.run(caller.person(), command) instanceof Outcome.Done(var count, var content)
                    ? json.readTree(content.text())
                    : MissingNode.getInstance();
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private Set<String> takes(Standing standing) {
        return standing.now().health() instanceof Health.Connected(var app, var api)
                ? actions.find(Adds.ACTION).orElseThrow().parameters(api).stream()
                        .filter(parameter -> allowed(standing, parameter))
                        .map(Parameter::name).collect(Collectors.toSet())
                : Set.of();
    }

    private Map<String, List<String>> choices(Standing standing) {
        return actions.find(Adds.ACTION).orElseThrow().parameters().stream().filter(parameter -> parameter.type() == Type.ENUM)
                .collect(Collectors.toMap(Parameter::name, parameter -> parameter.values().stream()
                        .filter(value -> parameter.needed(value).map(right -> standing.rights().decide(right).allowed())
                                .orElse(true))
                        .toList()));
    }

    private static boolean allowed(Standing standing, Parameter parameter) {
        var needed = Stream.of("true", "*").map(parameter.rights()::get).filter(right -> right != null);
        return needed.allMatch(right -> standing.rights().decide(right).allowed());
    }

    private static Map<String, String> values(FormBody sent) {
        var values = new HashMap<String, String>();
        sent.fields().forEach((name, all) -> values.put(name, all.getFirst()));
        if (sent.fields().isEmpty()) {
            values.put("start", "on");
        }
        return values;
    }
}
