/*
 * A SPARQL 1.1 server for the tests: Apache Jena's engine (ARQ over TDB2, in memory) behind the web server of the JDK.
 * In: a port. It serves one dataset, /news, at the paths that Fuseki gives a dataset: query, sparql, update and data. The
 * default graph is the union of the named graphs. Of Fuseki itself nothing is here: neither its log-in nor its limits.
 */
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executors;
import org.apache.jena.query.Dataset;
import org.apache.jena.query.Query;
import org.apache.jena.query.QueryExecution;
import org.apache.jena.query.QueryExecutionFactory;
import org.apache.jena.query.QueryFactory;
import org.apache.jena.query.QueryParseException;
import org.apache.jena.query.ReadWrite;
import org.apache.jena.query.ResultSetFormatter;
import org.apache.jena.rdf.model.Model;
import org.apache.jena.rdf.model.ModelFactory;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFDataMgr;
import org.apache.jena.riot.RDFLanguages;
import org.apache.jena.sys.JenaSystem;
import org.apache.jena.tdb2.TDB2;
import org.apache.jena.tdb2.TDB2Factory;
import org.apache.jena.update.UpdateAction;

public final class SparqlServer {
    private static final Dataset STORE;

    static {
        JenaSystem.init();
        STORE = TDB2Factory.createDataset();
        STORE.getContext().set(TDB2.symUnionDefaultGraph, true);
    }

    record Answer(int status, String type, byte[] body) {
        static Answer text(int status, String words) {
            return new Answer(status, "text/plain; charset=utf-8", words.getBytes(StandardCharsets.UTF_8));
        }
    }

    interface Reply {
        Answer of(HttpExchange exchange) throws IOException;
    }

    public static void main(String[] arguments) throws IOException {
        var server = HttpServer.create(new InetSocketAddress("127.0.0.1", Integer.parseInt(arguments[0])), 0);
        server.createContext("/", exchange -> send(exchange, SparqlServer::answer));
        server.setExecutor(Executors.newFixedThreadPool(4));
        server.start();
    }

    private static void send(HttpExchange exchange, Reply reply) throws IOException {
        Answer answer;
        try {
            answer = reply.of(exchange);
        } catch (QueryParseException error) {
            answer = Answer.text(400, error.getMessage());
        } catch (RuntimeException error) {
            answer = Answer.text(500, error.toString());
        }
        exchange.getResponseHeaders().set("Content-Type", answer.type());
        exchange.sendResponseHeaders(answer.status(), answer.body().length == 0 ? -1 : answer.body().length);
        try (var out = exchange.getResponseBody()) {
            out.write(answer.body());
        }
    }

    private static Answer answer(HttpExchange exchange) throws IOException {
        return switch (exchange.getRequestURI().getPath()) {
            case "/news", "/news/query", "/news/sparql", "/news/update" -> sparql(exchange);
            case "/news/data" -> graph(exchange);
            default -> Answer.text(404, "nothing here");
        };
    }

    private static Answer sparql(HttpExchange exchange) throws IOException {
        var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        var type = String.valueOf(exchange.getRequestHeaders().getFirst("Content-Type")).split(";")[0];
        var asked = parameters(exchange.getRequestURI().getRawQuery());
        switch (type) {
            case "application/sparql-query" -> asked.put("query", body);
            case "application/sparql-update" -> asked.put("update", body);
            case "application/x-www-form-urlencoded" -> asked.putAll(parameters(body));
            default -> { }
        }
        if (asked.containsKey("update")) {
            write(() -> UpdateAction.parseExecute(asked.get("update"), STORE));
            return new Answer(204, "text/plain", new byte[0]);
        }
        return asked.containsKey("query") ? query(asked.get("query")) : Answer.text(400, "neither query nor update");
    }

    private static Answer query(String text) {
        Query query = QueryFactory.create(text);
        var out = new ByteArrayOutputStream();
        STORE.begin(ReadWrite.READ);
        try (QueryExecution run = QueryExecutionFactory.create(query, STORE)) {
            if (query.isConstructType() || query.isDescribeType()) {
                RDFDataMgr.write(out, query.isConstructType() ? run.execConstruct() : run.execDescribe(), Lang.NTRIPLES);
                return new Answer(200, "application/n-triples", out.toByteArray());
            }
            if (query.isAskType()) {
                ResultSetFormatter.outputAsJSON(out, run.execAsk());
            } else {
                ResultSetFormatter.outputAsJSON(out, run.execSelect());
            }
            return new Answer(200, "application/sparql-results+json", out.toByteArray());
        } finally {
            STORE.end();
        }
    }

    /** SPARQL 1.1 Graph Store HTTP Protocol, of named graphs. */
    private static Answer graph(HttpExchange exchange) throws IOException {
        var name = parameters(exchange.getRequestURI().getRawQuery()).get("graph");
        if (name == null) {
            return Answer.text(400, "no graph is named");
        }
        switch (exchange.getRequestMethod()) {
            case "GET" -> {
                var out = new ByteArrayOutputStream();
                STORE.executeRead(() -> RDFDataMgr.write(out, STORE.getNamedModel(name), Lang.NTRIPLES));
                return new Answer(out.size() == 0 ? 404 : 200, "application/n-triples", out.toByteArray());
            }
            case "POST" -> {
                var type = String.valueOf(exchange.getRequestHeaders().getFirst("Content-Type")).split(";")[0];
                Model sent = ModelFactory.createDefaultModel();
                RDFDataMgr.read(sent, exchange.getRequestBody(), RDFLanguages.contentTypeToLang(type));
                write(() -> STORE.getNamedModel(name).add(sent));
                return new Answer(204, "text/plain", new byte[0]);
            }
            default -> {
                return Answer.text(405, "GET or POST");
            }
        }
    }

    private static void write(Runnable change) {
        STORE.executeWrite(change);
    }

    private static Map<String, String> parameters(String form) {
        var found = new HashMap<String, String>();
        for (var part : form == null ? new String[0] : form.split("&")) {
            var pair = part.split("=", 2);
            found.put(decode(pair[0]), pair.length == 2 ? decode(pair[1]) : "");
        }
        return found;
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
