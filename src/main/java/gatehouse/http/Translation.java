package gatehouse.http;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.Locale;
import java.util.MissingResourceException;
import java.util.ResourceBundle;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import gatehouse.action.Action;
import io.quarkus.qute.EngineBuilder;
import io.quarkus.qute.TemplateGlobal;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.qute.i18n.Localized;
import io.quarkus.qute.i18n.MessageBundles;

/// Texts in the language of whoever is being answered ([Display]).
@ApplicationScoped
public class Translation {

    private static final ResourceBundle.Control NO_OTHER = ResourceBundle.Control
            .getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);

    Translation() {
    }

    /// A message bundle that speaks the language of each moment's reader; injected ones speak only English. What it puts into
    /// a sentence is [Isolated].
    public static <T> T of(Class<T> bundle) {
        return bundle
                .cast(Proxy.newProxyInstance(bundle.getClassLoader(), new Class<?>[] { bundle }, (proxy, message, values) -> {
                    try {
                        return message.invoke(in(bundle, Display.current().language()), isolated(values));
                    } catch (InvocationTargetException failed) {
                        throw failed.getCause();
                    }
                }));
    }

    private static Object[] isolated(Object[] values) {
        return values == null ? null
                : Arrays.stream(values).map(value -> value instanceof String text ? Isolated.isolated(text) : value).toArray();
    }

    /// What an action does, for pages; English where their language has no text for it.
    public static String summary(Action action) {
        try {
            return ResourceBundle.getBundle("summaries", Locale.of(Display.current().language()), NO_OTHER)
                    .getString(action.id());
        } catch (MissingResourceException english) {
            return action.summary();
        }
    }

    private static <T> T in(Class<T> bundle, String language) {
        return language.equals("en") ? MessageBundles.get(bundle)
                : MessageBundles.get(bundle, Localized.Literal.of(language));
    }

    void templates(@Observes EngineBuilder engine) {
        engine.addTemplateInstanceInitializer(
                template -> template.setAttribute(TemplateInstance.LOCALE, Display.current().language()));
    }

    /// For `lang` of every page.
    @TemplateGlobal
    static String language() {
        return Display.current().language();
    }
}
