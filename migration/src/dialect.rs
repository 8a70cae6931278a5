//! The few words in which SQLite and PostgreSQL differ.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::{ConnectionTrait, DbBackend};

/// Replaces `@uuid`, `@time`, `@bytes`, `@json`, `@number` and `@bytewise` (text that is compared byte by byte) by the database's
/// own types.
pub fn translate(sql: &str, backend: DbBackend) -> String {
    let words = match backend {
        DbBackend::Postgres => [
            ("@uuid", "uuid"),
            ("@time", "timestamptz"),
            ("@bytes", "bytea"),
            ("@json", "jsonb"),
            ("@number", "bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY"),
            ("@bytewise", "text COLLATE \"C\""),
        ],
        _ => [
            ("@uuid", "blob"),
            ("@time", "text"),
            ("@bytes", "blob"),
            ("@json", "text"),
            ("@number", "integer PRIMARY KEY AUTOINCREMENT"),
            ("@bytewise", "text"),
        ],
    };
    words.iter().fold(sql.to_owned(), |sql, (word, own)| sql.replace(word, own))
}

/// Runs statements in order.
pub async fn run(manager: &SchemaManager<'_>, statements: &[&str]) -> Result<(), DbErr> {
    let connection = manager.get_connection();
    for statement in statements {
        connection.execute_unprepared(&translate(statement, manager.get_database_backend())).await?;
    }
    Ok(())
}

/// Drops tables in order: those that refer to others first.
pub async fn drop_tables(manager: &SchemaManager<'_>, tables: &[&str]) -> Result<(), DbErr> {
    for table in tables {
        manager.get_connection().execute_unprepared(&format!("DROP TABLE {table}")).await?;
    }
    Ok(())
}

/// Makes a table append-only: the database refuses to change or delete its rows.
pub async fn append_only(manager: &SchemaManager<'_>, table: &str) -> Result<(), DbErr> {
    let connection = manager.get_connection();
    if manager.get_database_backend() == DbBackend::Postgres {
        let function = format!(
            "CREATE FUNCTION {table}_is_append_only() RETURNS trigger LANGUAGE plpgsql AS \
             $$ BEGIN RAISE EXCEPTION '{table} is append-only'; END $$"
        );
        let trigger = format!(
            "CREATE TRIGGER {table}_is_append_only BEFORE UPDATE OR DELETE ON {table} \
             FOR EACH ROW EXECUTE FUNCTION {table}_is_append_only()"
        );
        connection.execute_unprepared(&function).await?;
        connection.execute_unprepared(&trigger).await?;
        return Ok(());
    }
    for action in ["UPDATE", "DELETE"] {
        let trigger = format!(
            "CREATE TRIGGER {table}_refuses_{action} BEFORE {action} ON {table} \
             BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
        );
        connection.execute_unprepared(&trigger).await?;
    }
    Ok(())
}

/// Takes back [`append_only`] after the table was dropped with its triggers.
pub async fn forget_append_only(manager: &SchemaManager<'_>, table: &str) -> Result<(), DbErr> {
    if manager.get_database_backend() == DbBackend::Postgres {
        manager.get_connection().execute_unprepared(&format!("DROP FUNCTION {table}_is_append_only()")).await?;
    }
    Ok(())
}

/// Lets the database refuse to write rows of a table of which a condition on `NEW` holds. `name` is what its error says.
pub async fn refuse(manager: &SchemaManager<'_>, table: &str, name: &str, condition: &str) -> Result<(), DbErr> {
    let connection = manager.get_connection();
    if manager.get_database_backend() == DbBackend::Postgres {
        let function = format!(
            "CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE check_violation USING MESSAGE = '{name}'; END $$"
        );
        let trigger =
            format!("CREATE TRIGGER {name} BEFORE INSERT OR UPDATE ON {table} FOR EACH ROW WHEN ({condition}) EXECUTE FUNCTION {name}()");
        connection.execute_unprepared(&function).await?;
        connection.execute_unprepared(&trigger).await?;
        return Ok(());
    }
    for action in ["INSERT", "UPDATE"] {
        let trigger =
            format!("CREATE TRIGGER {name}_{action} BEFORE {action} ON {table} WHEN {condition} BEGIN SELECT RAISE(ABORT, '{name}'); END");
        connection.execute_unprepared(&trigger).await?;
    }
    Ok(())
}

/// Takes back [`refuse`] and [`guard`].
pub async fn allow(manager: &SchemaManager<'_>, table: &str, name: &str) -> Result<(), DbErr> {
    let statements = if manager.get_database_backend() == DbBackend::Postgres {
        vec![format!("DROP TRIGGER {name} ON {table}"), format!("DROP FUNCTION {name}()")]
    } else {
        vec![format!("DROP TRIGGER {name}_INSERT"), format!("DROP TRIGGER {name}_UPDATE")]
    };
    for statement in statements {
        manager.get_connection().execute_unprepared(&statement).await?;
    }
    Ok(())
}

/// Lets the database refuse to delete rows of a table of which a condition on `OLD` holds. `name` is what its error says.
pub async fn keep(manager: &SchemaManager<'_>, table: &str, name: &str, condition: &str) -> Result<(), DbErr> {
    let connection = manager.get_connection();
    if manager.get_database_backend() == DbBackend::Postgres {
        let function = format!(
            "CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS \
             $$ BEGIN IF {condition} THEN RAISE check_violation USING MESSAGE = '{name}'; END IF; RETURN OLD; END $$"
        );
        let trigger = format!("CREATE TRIGGER {name} BEFORE DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()");
        connection.execute_unprepared(&function).await?;
        connection.execute_unprepared(&trigger).await?;
        return Ok(());
    }
    let trigger = format!("CREATE TRIGGER {name} BEFORE DELETE ON {table} WHEN {condition} BEGIN SELECT RAISE(ABORT, '{name}'); END");
    connection.execute_unprepared(&trigger).await?;
    Ok(())
}

/// Takes back [`keep`] and [`refuse_change`].
pub async fn let_go(manager: &SchemaManager<'_>, table: &str, name: &str) -> Result<(), DbErr> {
    let statements = if manager.get_database_backend() == DbBackend::Postgres {
        vec![format!("DROP TRIGGER {name} ON {table}"), format!("DROP FUNCTION {name}()")]
    } else {
        vec![format!("DROP TRIGGER {name}")]
    };
    for statement in statements {
        manager.get_connection().execute_unprepared(&statement).await?;
    }
    Ok(())
}

/// Lets the database refuse to write rows of a table of which a condition on `NEW` holds that looks at other rows too. `name` is what
/// its error says.
pub async fn guard(manager: &SchemaManager<'_>, table: &str, name: &str, condition: &str) -> Result<(), DbErr> {
    if manager.get_database_backend() != DbBackend::Postgres {
        return refuse(manager, table, name, condition).await;
    }
    let connection = manager.get_connection();
    let function = format!(
        "CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS \
         $$ BEGIN IF {condition} THEN RAISE check_violation USING MESSAGE = '{name}'; END IF; RETURN NEW; END $$"
    );
    let trigger = format!("CREATE TRIGGER {name} BEFORE INSERT OR UPDATE ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()");
    connection.execute_unprepared(&function).await?;
    connection.execute_unprepared(&trigger).await?;
    Ok(())
}

/// Lets the database refuse a change of rows of a table of which a condition on `OLD` and `NEW` holds. `name` is what its error says.
pub async fn refuse_change(manager: &SchemaManager<'_>, table: &str, name: &str, condition: &str) -> Result<(), DbErr> {
    let connection = manager.get_connection();
    if manager.get_database_backend() == DbBackend::Postgres {
        let function = format!(
            "CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE check_violation USING MESSAGE = '{name}'; END $$"
        );
        let trigger = format!("CREATE TRIGGER {name} BEFORE UPDATE ON {table} FOR EACH ROW WHEN ({condition}) EXECUTE FUNCTION {name}()");
        connection.execute_unprepared(&function).await?;
        connection.execute_unprepared(&trigger).await?;
        return Ok(());
    }
    let trigger = format!("CREATE TRIGGER {name} BEFORE UPDATE ON {table} WHEN {condition} BEGIN SELECT RAISE(ABORT, '{name}'); END");
    connection.execute_unprepared(&trigger).await?;
    Ok(())
}

/// Lets the database keep in `column` of `parent` how many rows of `table` refer to it by `key`.
pub async fn count_rows(manager: &SchemaManager<'_>, table: &str, key: &str, parent: &str, column: &str) -> Result<(), DbErr> {
    let connection = manager.get_connection();
    let change = |sign: char, row: &str| format!("UPDATE {parent} SET {column} = {column} {sign} 1 WHERE id = {row}.{key};");
    let (more, less) = (change('+', "NEW"), change('-', "OLD"));
    if manager.get_database_backend() == DbBackend::Postgres {
        let function = format!(
            "CREATE FUNCTION {table}_are_counted() RETURNS trigger LANGUAGE plpgsql AS \
             $$ BEGIN IF TG_OP = 'INSERT' THEN {more} ELSE {less} END IF; RETURN NULL; END $$"
        );
        let trigger = format!(
            "CREATE TRIGGER {table}_are_counted AFTER INSERT OR DELETE ON {table} \
             FOR EACH ROW EXECUTE FUNCTION {table}_are_counted()"
        );
        connection.execute_unprepared(&function).await?;
        connection.execute_unprepared(&trigger).await?;
        return Ok(());
    }
    for (action, work) in [("INSERT", more), ("DELETE", less)] {
        let trigger = format!("CREATE TRIGGER {table}_are_counted_{action} AFTER {action} ON {table} BEGIN {work} END");
        connection.execute_unprepared(&trigger).await?;
    }
    Ok(())
}

/// Takes back [`count_rows`] after the table was dropped with its triggers.
pub async fn forget_count(manager: &SchemaManager<'_>, table: &str) -> Result<(), DbErr> {
    if manager.get_database_backend() == DbBackend::Postgres {
        manager.get_connection().execute_unprepared(&format!("DROP FUNCTION {table}_are_counted()")).await?;
    }
    Ok(())
}

/// Lets the database refuse to change or delete a row of a table in which `column` is written: what is finished stays so.
pub async fn finish_once(manager: &SchemaManager<'_>, table: &str, column: &str) -> Result<(), DbErr> {
    let connection = manager.get_connection();
    if manager.get_database_backend() == DbBackend::Postgres {
        let function = format!(
            "CREATE FUNCTION {table}_finish_once() RETURNS trigger LANGUAGE plpgsql AS \
             $$ BEGIN RAISE check_violation USING MESSAGE = '{table} finish once'; END $$"
        );
        let trigger = format!(
            "CREATE TRIGGER {table}_finish_once BEFORE UPDATE OR DELETE ON {table} \
             FOR EACH ROW WHEN (OLD.{column} IS NOT NULL) EXECUTE FUNCTION {table}_finish_once()"
        );
        connection.execute_unprepared(&function).await?;
        connection.execute_unprepared(&trigger).await?;
        return Ok(());
    }
    for action in ["UPDATE", "DELETE"] {
        let trigger = format!(
            "CREATE TRIGGER {table}_finish_once_{action} BEFORE {action} ON {table} WHEN OLD.{column} IS NOT NULL \
             BEGIN SELECT RAISE(ABORT, '{table} finish once'); END"
        );
        connection.execute_unprepared(&trigger).await?;
    }
    Ok(())
}

/// Takes back [`finish_once`] after the table was dropped with its triggers.
pub async fn forget_finish(manager: &SchemaManager<'_>, table: &str) -> Result<(), DbErr> {
    if manager.get_database_backend() == DbBackend::Postgres {
        manager.get_connection().execute_unprepared(&format!("DROP FUNCTION {table}_finish_once()")).await?;
    }
    Ok(())
}

/// Lets the database count in `page_versions` how often a row of a table was written, changed or deleted.
pub async fn change_pages(manager: &SchemaManager<'_>, table: &str, key: &str) -> Result<(), DbErr> {
    let connection = manager.get_connection();
    let raise = |subject: &str| {
        format!(
            "INSERT INTO page_versions (subject, version) VALUES ('{table} ' || {subject}, 1) \
             ON CONFLICT (subject) DO UPDATE SET version = page_versions.version + 1;"
        )
    };
    if manager.get_database_backend() == DbBackend::Postgres {
        let raise = raise(&format!("COALESCE(NEW.{key}, OLD.{key})"));
        let function =
            format!("CREATE FUNCTION {table}_change_pages() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {raise} RETURN NULL; END $$");
        let trigger = format!(
            "CREATE TRIGGER {table}_change_pages AFTER INSERT OR UPDATE OR DELETE ON {table} \
             FOR EACH ROW EXECUTE FUNCTION {table}_change_pages()"
        );
        connection.execute_unprepared(&function).await?;
        connection.execute_unprepared(&trigger).await?;
        return Ok(());
    }
    for (action, row) in [("INSERT", "NEW"), ("UPDATE", "NEW"), ("DELETE", "OLD")] {
        let raise = raise(&format!("hex({row}.{key})"));
        let trigger = format!("CREATE TRIGGER {table}_change_pages_{action} AFTER {action} ON {table} BEGIN {raise} END");
        connection.execute_unprepared(&trigger).await?;
    }
    Ok(())
}

/// Takes back [`change_pages`].
pub async fn still_pages(manager: &SchemaManager<'_>, table: &str) -> Result<(), DbErr> {
    let statements = if manager.get_database_backend() == DbBackend::Postgres {
        vec![format!("DROP TRIGGER {table}_change_pages ON {table}"), format!("DROP FUNCTION {table}_change_pages()")]
    } else {
        ["INSERT", "UPDATE", "DELETE"].map(|action| format!("DROP TRIGGER {table}_change_pages_{action}")).into()
    };
    for statement in statements {
        manager.get_connection().execute_unprepared(&statement).await?;
    }
    Ok(())
}
